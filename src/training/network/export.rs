//! The trained network as the model file holds it: the table in bytes with a scale a row, the
//! given word vectors folded into it; the layers as upper halves of `f32`.

use super::matrix::Matrix;
use super::model::{LinearIds, Trainee};
use super::parameters::{ParameterId, Parameters};
use crate::language::model::Writer;
use crate::language::network::pair_name;

/// Writes the network with the given values of its parameters.
pub(crate) fn write(trainee: &Trainee, parameters: &Parameters, writer: &mut Writer) {
    write_table(trainee, parameters, writer);
    let layout = &trainee.layout;
    let number = |id: ParameterId, writer: &mut Writer| {
        write_numbers(&parameters.get(id).data, writer);
    };
    let layer = |layer: LinearIds, writer: &mut Writer| {
        number(layer.weights, writer);
        number(layer.bias, writer);
    };
    layer(layout.window, writer);
    writer.records(vec![[0_u8]; layout.recurrences.len()]);
    for &ids in layout.recurrences.iter().flatten() {
        layer(ids, writer);
    }
    let names: Vec<String> = trainee.pairs.iter().map(|&pair| pair_name(pair)).collect();
    writer.lines(names.iter().map(String::as_str));
    layer(layout.tags, writer);
    layer(layout.feedback, writer);
    for ids in [layout.arc_dependent, layout.arc_form, layout.arc_head, layout.arc_distance] {
        layer(ids, writer);
    }
    number(layout.arc_root, writer);
    layer(layout.label_dependent, writer);
    layer(layout.label_head, writer);
    number(layout.label_root, writer);
    layer(layout.label_out, writer);
    layer(layout.name_hidden, writer);
    layer(layout.name_out, writer);
}

fn write_table(trainee: &Trainee, parameters: &Parameters, writer: &mut Writer) {
    let vocabulary = &trainee.vocabulary;
    let mut table = parameters.table.clone();
    let words = vocabulary.counts.len();
    for row in (0..words).filter(|&row| vocabulary.counts[row] == 0 && row > 0) {
        table.row_mut(row).fill(0.0);
    }
    let mut given = Matrix::zeros(words, table.columns);
    given.add_product(&vocabulary.vectors, parameters.get(trainee.layout.projection));
    for (slot, value) in table.data.iter_mut().zip(&given.data) {
        *slot += value;
    }
    let mut scales = Vec::with_capacity(table.rows);
    let mut bytes = Vec::with_capacity(table.data.len());
    for row in table.data.chunks_exact(table.columns) {
        let largest = row.iter().fold(1e-9_f32, |largest, value| largest.max(value.abs()));
        let scale = largest / 127.0;
        scales.push(scale.to_le_bytes());
        bytes.extend(row.iter().map(|value| [(value / scale).round() as i8 as u8]));
    }
    writer.records(vocabulary.hashes().map(u32::to_le_bytes).collect());
    writer.records(scales);
    writer.records(bytes);
}

/// The upper halves of the numbers, rounded.
fn write_numbers(numbers: &[f32], writer: &mut Writer) {
    let half = |number: &f32| ((number.to_bits() + 0x8000) >> 16) as u16;
    writer.records(numbers.iter().map(|number| half(number).to_le_bytes()).collect());
}
