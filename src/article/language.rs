//! Whether a text is in English.

use whatlang::{Lang, Script};

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 4000;
/// Texts shorter than this, in letters, are too short to tell languages of one script apart.
const SHORTEST: usize = 120;

/// The name of the language of `text`, if it is surely another than English.
pub fn other_than_english(text: &str) -> Option<&'static str> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let info = whatlang::detect(sample)?;
    let letters = sample.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_other = match info.script() {
        Script::Latin => info.lang() != Lang::Eng && info.is_reliable() && letters >= SHORTEST,
        _ => letters >= 10,
    };
    is_other.then(|| info.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_noticed() {
        let cases = [
            (
                "Deutsch",
                "Der russische Außenminister traf am Dienstag in Wien mit seinem amerikanischen Kollegen zusammen, um über den Krieg in Syrien zu sprechen. Die Gespräche sollen nächste Woche weitergehen.",
                true,
            ),
            (
                "Français",
                "Le ministre russe des affaires étrangères a rencontré mardi à Vienne son homologue américain pour évoquer la guerre en Syrie. Les discussions reprendront la semaine prochaine.",
                true,
            ),
            (
                "Español",
                "El ministro ruso de Exteriores se reunió el martes en Viena con su homólogo estadounidense para hablar de la guerra en Siria. Las conversaciones seguirán la próxima semana.",
                true,
            ),
            (
                "Русский",
                "Министр иностранных дел встретился во вторник в Вене с американским коллегой.",
                true,
            ),
            ("العربية", "التقى وزير الخارجية الروسي نظيره الأمريكي في فيينا يوم الثلاثاء.", true),
            (
                "English",
                "The Russian foreign minister met his American counterpart in Vienna on Tuesday to speak about the war in Syria. The talks are to go on next week.",
                false,
            ),
            (
                "names",
                "Lavrov, Kerry, Zarif, Fabius and Steinmeier met Erdoğan, Çavuşoğlu and Guaidó.",
                false,
            ),
            ("short", "Russia backs Syria.", false),
        ];
        for (name, text, other) in cases {
            assert_eq!(other_than_english(text).is_some(), other, "{name}");
        }
    }
}
