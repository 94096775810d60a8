# What scripts/bad-input gives the programs in the place of images, and how it damages any file; it is read by that script.
use strict;
use warnings;

sub flip {
  my ($bytes, $from, $to) = @_;
  my $at = $from + int rand($to - $from);
  substr($bytes, $at, 1) = chr(ord(substr $bytes, $at, 1) ^ 1 << int rand 8);
  $bytes;
}

# Damages that any file may have: cut off, single bits, zeros, other bytes, nothing at all.
sub damaged {
  my ($bytes, $flips) = @_;
  my $size = length $bytes;
  my @all = ('', substr($bytes, 0, 1), substr($bytes, 0, 8), $bytes x 2);
  push @all, substr($bytes, 0, int($size * $_ / 10)) for 1 .. 9;
  push @all, "\0" x $size, substr($bytes, 0, $size / 2) . "\0" x ($size / 2), join('', map { chr int rand 256 } 1 .. 999);
  push @all, flip($bytes, 0, $size) for 1 .. $flips;
  push @all, flip($bytes, 0, $size < 200 ? $size : 200) for 1 .. $flips;
  @all;
}

# PNG chunks, with their sums as they must be.
my @table = map { my $c = $_; $c = $c & 1 ? 0xEDB88320 ^ $c >> 1 : $c >> 1 for 1 .. 8; $c } 0 .. 255;
sub crc { my $c = 0xFFFFFFFF; $c = $table[($c ^ ord) & 255] ^ $c >> 8 for split //, shift; $c ^ 0xFFFFFFFF }
sub chunk { my ($type, $data) = @_; pack('N', length $data) . $type . $data . pack('N', crc($type . $data)) }
sub header { "\x89PNG\r\n\x1a\n" . chunk('IHDR', pack 'NNCCCCC', @_) }

# Images as PNG: a sound one, damaged; headers that lie; other formats.
sub images {
  my ($png) = @_;
  my @all = damaged($png, 40);
  push @all, header($_->[0], $_->[1], 8, 2, 0, 0, 0) . chunk('IDAT', 'x') . chunk('IEND', '')
    for [65500, 65500], [0, 9], [9, 0], [0x7FFFFFFF, 1], [1, 0x7FFFFFFF], [0xFFFFFFFF, 0xFFFFFFFF], [10000, 10000];
  push @all, header(9, 9, @$_) . chunk('IDAT', 'x') . chunk('IEND', '')
    for [0, 2, 0, 0, 0], [3, 2, 0, 0, 0], [8, 9, 0, 0, 0], [8, 3, 0, 0, 0], [8, 2, 1, 0, 0], [8, 2, 0, 1, 0], [8, 2, 0, 0, 9];
  push @all, header(64, 64, 8, 2, 0, 0, 0) . pack('N', $_) . 'IDAT' . 'x' x 20 for 0x7FFFFFFF, 0xFFFFFFFF, 0, 21;
  push @all, "\x89PNG\r\n\x1a\n" . chunk('zTXt', "k\0\0" . 'x' x 999) x 200 . chunk('IEND', '');
  push @all, map { "$_ of something" } 'GIF89a', 'BM', "II*\0", '<html>', 'RIFFxxxxWEBP', "\0\0\0\x18ftypheic",
    'version https://git-lfs.github.com/spec/v1';
  @all;
}

# A JPEG of 16 × 16 gray pixels, and what may be wrong with its segments.
my $tables = "\xFF\xDB\0\x43\0" . "\x01" x 64;
my $huffman = "\xFF\xC4\0\x14\0" . "\x01" . "\0" x 15 . "\0" . "\xFF\xC4\0\x14\x10" . "\x01" . "\0" x 15 . "\0";
sub frame { my ($marker, $height, $width, $parts) = @_; "\xFF" . chr($marker) . pack('nCnnC', 8 + 3 * $parts, 8, $height, $width, $parts)
  . join('', map { chr($_) . "\x11\0" } 1 .. $parts) }
my $scan = "\xFF\xDA\0\x08\x01\x01\0\0\x3F\0" . "\0\0\0\0" . "\xFF\xD9";
my $jpeg = "\xFF\xD8" . $tables . frame(0xC0, 16, 16, 1) . $huffman . $scan;

sub jpegs {
  my @all = damaged($jpeg, 30);
  push @all, "\xFF\xD8" . $tables . frame(0xC0, @$_) . $huffman . $scan
    for [0, 16, 1], [16, 0, 1], [65500, 65500, 1], [65535, 65535, 3], [16, 16, 2], [16, 16, 5], [10000, 9999, 3];
  push @all, "\xFF\xD8" . $tables . frame($_, 16, 16, 1) . $huffman . $scan for 0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCF;
  push @all, "\xFF\xD8" . $tables . frame(0xC2, 4000, 4000, 1) . $huffman . ("\xFF\xDA\0\x08\x01\x01\0\0\0\0" . "\0") x 5000 . "\xFF\xD9";
  push @all, "\xFF\xD8\xFF\xE1" . pack('n', $_) . "Exif\0\0MM\0*" . 'x' x 60 for 2, 8, 65535;
  push @all, "\xFF\xD8" . ("\xFF\xFE\xFF\xFF" . 'x' x 65533) x 20, "\xFF\xD8" . "\xFF" x 5000, "\xFF\xD8\xFF\xD9";
  @all;
}

1;
