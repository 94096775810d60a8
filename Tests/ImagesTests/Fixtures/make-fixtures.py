"""Makes the fixtures beside it: python3 make-fixtures.py (needs Pillow 12).

All show the same 24x16 image: red, with a green 8x8 square in the upper left corner and the right third blue.
"""
import pathlib
import struct
import zlib

from PIL import Image

HERE = pathlib.Path(__file__).parent
RED, GREEN, BLUE = (200, 30, 40), (30, 180, 50), (20, 60, 210)


def color(x, y):
  return BLUE if x >= 16 else GREEN if x < 8 and y < 8 else RED


def chunk(kind, body):
  return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(name, depth, interlaced):
  passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
  rows = b""
  for left, top, right, down in passes if interlaced else [(0, 0, 1, 1)]:
    for y in range(top, 16, down):
      rows += b"\0"
      for x in range(left, 24, right):
        for value in color(x, y):
          rows += struct.pack(">H", value * 257) if depth == 16 else bytes([value])
  header = struct.pack(">IIBBBBB", 24, 16, depth, 2, 0, 0, int(interlaced))
  data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
  (HERE / name).write_bytes(data)


image = Image.new("RGB", (24, 16))
for row in range(16):
  for column in range(24):
    image.putpixel((column, row), color(column, row))

image.save(HERE / "rgb.jpg", quality=95, subsampling=0)
image.save(HERE / "progressive.jpg", quality=95, subsampling=0, progressive=True)
image.convert("L").save(HERE / "grey.jpg", quality=95)

# Inks from 0 to 255: the blue third is (0, 128, 255) with half of the light taken by black.
inks = Image.new("CMYK", (24, 16), (55, 225, 215, 0))
inks.paste((255, 127, 0, 128), (16, 0, 24, 16))
inks.save(HERE / "cmyk.jpg", quality=95)

# What must be done to the upright image so that each orientation turns it upright again.
INVERSE = {
  2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
  5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
  8: Image.Transpose.ROTATE_270,
}
for orientation in range(1, 9):
  exif = Image.Exif()
  exif[0x0112] = orientation
  stored = image.transpose(INVERSE[orientation]) if orientation > 1 else image
  stored.save(HERE / f"exif-{orientation}.jpg", quality=95, subsampling=0, exif=exif)

image.convert("P", palette=Image.Palette.ADAPTIVE).save(HERE / "palette.png")
image.convert("L").save(HERE / "grey.png")
png("rgb16.png", 16, False)
png("interlaced.png", 8, True)

# The lower half is transparent.
transparent = image.convert("RGBA")
transparent.paste((0, 0, 0, 0), (0, 8, 24, 16))
transparent.save(HERE / "alpha.png")
