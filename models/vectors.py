"""Makes the file of word vectors that the trainer takes with --vectors.

    python3 models/vectors.py MODEL_DIRECTORY > vectors.txt

MODEL_DIRECTORY holds `model.safetensors` and `tokenizer.json` of the sentence encoder
all-MiniLM-L6-v2 (Apache-2.0). Out come its whole-word input embeddings, reduced by principal
component analysis: one word a line, then its numbers. Needs numpy.
"""

import json
import struct
import sys

import numpy

DIMENSIONS = 128
TABLE = "embeddings.word_embeddings.weight"


def read_table(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        name = next(name for name in header if name.endswith(TABLE))
        start, end = header[name]["data_offsets"]
        file.seek(8 + length + start)
        numbers = numpy.frombuffer(file.read(end - start), dtype="<f4")
        return numbers.reshape(header[name]["shape"]).astype("f8")


def is_word(piece):
    return not piece.startswith(("##", "[")) and not any(letter.isdigit() for letter in piece)


def main():
    directory = sys.argv[1]
    table = read_table(f"{directory}/model.safetensors")
    with open(f"{directory}/tokenizer.json", encoding="utf-8") as file:
        pieces = json.load(file)["model"]["vocab"]
    words = sorted(piece for piece in pieces if is_word(piece))
    words = [word for word in words if max(map(ord, word)) < 0x250 or len(word) == 1 and ord(word) < 0x2100]
    chosen = table[[pieces[word] for word in words]]
    chosen -= chosen.mean(axis=0)
    _, components = numpy.linalg.eigh(chosen.T @ chosen)
    reduced = chosen @ components[:, ::-1][:, :DIMENSIONS]
    reduced /= reduced.std()
    for word, vector in zip(words, reduced):
        print(word, *(f"{number:.4f}" for number in vector))


main()
