# Networks of Caffe's that are damaged, wrong or meant to harm: for scripts/bad-input, which has damaged().
use strict;
use warnings;

# Protocol buffers, by hand: a number, a field of bytes, a field of a number.
sub varint { my ($n) = @_; my $bytes = ''; do { my $low = $n & 127; $n >>= 7; $bytes .= chr($low | ($n ? 128 : 0)) } while $n; $bytes }
sub bytes_field { my ($number, $bytes) = @_; varint($number << 3 | 2) . varint(length $bytes) . $bytes }
sub number_field { my ($number, $value) = @_; varint($number << 3) . varint($value) }

# A layer's list of numbers: its extents, and as many 32-bit floats.
sub blob { my ($extents, $numbers) = @_; bytes_field(7, bytes_field(1, join '', map { varint($_) } @$extents)) . bytes_field(5, pack 'f<*', @$numbers) }
sub ramp { my ($count) = @_; map { ($_ % 7 - 3) / 10 } 1 .. $count }
sub product { my $all = 1; $all *= $_ for @_; $all }
sub sound_blob { blob([@_], [ramp(product(@_))]) }
sub weighted { my ($name, $type, @blobs) = @_; bytes_field(100, bytes_field(1, $name) . bytes_field(2, $type) . join '', map { bytes_field(7, $_) } @blobs) }

# A sound network: a convolution, a ReLU, a pooling, a dense layer and a softmax.
my $input = "input: \"data\"\ninput_shape { dim: 1 dim: 3 dim: 64 dim: 64 }\n";
my $convolution = "layer {\n  name: \"conv\" type: \"Convolution\" bottom: \"data\" top: \"conv\"\n  convolution_param { num_output: 4 kernel_size: 5 stride: 4 }\n}\n";
my $relu = "layer { name: \"relu\" type: \"ReLU\" bottom: \"conv\" top: \"conv\" }\n";
my $pooling = "layer { name: \"pool\" type: \"Pooling\" bottom: \"conv\" top: \"pool\" pooling_param { pool: MAX kernel_size: 3 stride: 3 } }\n";
my $dense = "layer { name: \"fc\" type: \"InnerProduct\" bottom: \"pool\" top: \"fc\" inner_product_param { num_output: 6 } }\n";
my $softmax = "layer { name: \"prob\" type: \"Softmax\" bottom: \"fc\" top: \"prob\" }\n";
my $text = "name: \"sound\"\n$input$convolution$relu$pooling$dense$softmax";
my @numbers = (weighted('conv', 'Convolution', sound_blob(4, 3, 5, 5), sound_blob(4)), weighted('fc', 'InnerProduct', sound_blob(6, 100), sound_blob(6)));

sub caffe_text { $text }
sub caffe_weights { join '', @numbers }

# The text with some of it replaced.
sub with { my ($from, $to) = @_; my $changed = $text; my $place = index $changed, $from; die "no $from" if $place < 0; substr($changed, $place, length $from) = $to; $changed }

# Texts none of which is that of a network that can be read.
sub bad_texts {
  my @huge = (-1, 0, 2**31 - 1, 2**31, 2**32, 2**53, '1152921504606846976', '9223372036854775807', '-9223372036854775808', '18446744073709551616', '1e3', '2.5', 'nan', '"4"', 'MAX', '{}', '[]');
  my @all = (
    '', ' ', "\n", '{', '}', 'layer', 'layer {', 'layer { }', 'layer { name: "a', 'layer: 5', 'layer { layer { } }', 'name: "n"', "\xFF\xFE", "caf\xE9: 1", "\0\0\0", '<html>',
    'x' x 100000, '#' x 100000, ('layer { ' x 20000), ('layer { include { ' x 5000), ('layer < ' x 20000), ('}' x 5000), ('layer { name: "' . 'x' x 100000 . '" }'), "net: \"deploy.prototxt\"\nbase_lr: 0.01\n",
    $input, $input . $relu, $text . $text, $convolution . $relu . $pooling . $dense . $softmax,
    # Repeated, misspelled and misplaced settings.
    with('num_output: 4', 'num_output: 4 num_output: 4'), with('num_output: 4', 'num_outputs: 4'), with('kernel_size: 5', 'kernel_size: 5 kernel_h: 5 kernel_w: 5'),
    with('kernel_size: 5', 'kernel_size: 5 kernel_size: 5 kernel_size: 5'), with('pool: MAX', 'pool: MAX pool: AVE'), with('pool: MAX', 'pool: MEAN'), with('pool: MAX', 'pool: 7'), with('pool: MAX', 'pool: "MAX"'),
    with('name: "conv" ', 'name: "conv" name: "conv" '), with('name: "conv" ', 'kernel_size: 5 name: "conv" '), with('type: "ReLU"', 'type: "RELU"'), with('type: "ReLU"', 'type: 18'), with('type: "ReLU"', 'typ: "ReLU"'),
    with('type: "ReLU"', 'type: "ReLU" relu_param { negative_slope: nan }'), with('type: "ReLU"', 'type: "ReLU" relu_param { negative_slope: inf }'), with('type: "ReLU"', 'type: "ReLU" relu_param { negative_slope: 1e99 }'),
    with('type: "ReLU"', 'type: "LRN" lrn_param { local_size: 4 }'), with('type: "ReLU"', 'type: "LRN" lrn_param { local_size: 1152921504606846976 }'),
    with('type: "ReLU"', 'type: "Python"'), with('type: "ReLU"', 'type: "../../etc/passwd"'), with('type: "ReLU"', 'type: "<script>alert(1)</script>"'), with('type: "ReLU"', "type: \"\\033[31mred\""),
    # Inputs.
    (map { with('dim: 1 dim: 3 dim: 64 dim: 64', $_) } '', 'dim: 1', 'dim: 1 dim: 3 dim: 64', 'dim: 1 dim: 3 dim: 64 dim: 63', 'dim: 1 dim: 4 dim: 64 dim: 64', 'dim: 1 dim: 3 dim: -64 dim: -64', 'dim: 1 dim: 3 dim: 0 dim: 0',
      'dim: 1 dim: 3 dim: 1 dim: 1', 'dim: 1 dim: 3 dim: 1152921504606846976 dim: 1152921504606846976', 'dim: 1 dim: 3 dim: 16777216 dim: 16777216', 'dim: 1 dim: 3 dim: 2147483648 dim: 2147483648', 'dim: 4611686018427387904 dim: 3 dim: 64 dim: 64',
      'dim: 1 ' x 20000),
    with('input: "data"', 'input: "other"'), with('input: "data"', 'input: "data" input: "data"'), with('input: "data"', "input: \"data\"\ninput_dim: 1"),
    # Who reads what of whom: cycles, what is not there, what is there twice.
    with('bottom: "data" top: "conv"', 'bottom: "conv" top: "conv"'), with('bottom: "data" top: "conv"', 'bottom: "prob" top: "conv"'), with('bottom: "data" top: "conv"', 'bottom: "data" top: "data"'),
    with('bottom: "data" top: "conv"', 'bottom: "" top: ""'), with('bottom: "data" top: "conv"', 'bottom: "data"'), with('bottom: "data" top: "conv"', 'top: "conv"'), with('bottom: "data" top: "conv"', 'bottom: "data" bottom: "data" top: "conv"'),
    with('bottom: "data" top: "conv"', 'bottom: "data" top: "conv" top: "more"'), with('bottom: "fc" top: "prob"', 'bottom: "pool" top: "prob"'), with('bottom: "fc" top: "prob"', 'bottom: "fc" top: "conv"'),
    with('type: "ReLU" bottom: "conv"', 'type: "Eltwise" bottom: "conv" bottom: "pool"'), with('type: "ReLU" bottom: "conv"', 'type: "Concat" bottom: "data" bottom: "relu"'), with('type: "Softmax" bottom: "fc"', 'type: "Slice" bottom: "fc" top: "a"'),
    with($relu, "layer { name: \"relu\" type: \"Split\" bottom: \"conv\" " . join(' ', map { "top: \"t$_\"" } 1 .. 5000) . " }\n"),
    with($relu, join('', map { "layer { name: \"r$_\" type: \"ReLU\" bottom: \"" . ($_ > 1 ? 't' . ($_ - 1) : 'conv') . "\" top: \"t$_\" }\n" } 1 .. 200000)),
    with($relu, "layers { name: \"relu\" type: RELU bottom: \"conv\" top: \"conv\" }\n"),
    # Extents that do not go together.
    with('bottom: "pool" top: "fc"', 'bottom: "data" top: "fc"'), with('num_output: 6', 'num_output: 6 axis: 2'), with('num_output: 6', 'num_output: 6 axis: -9'), with('num_output: 4', 'num_output: 4 group: 2'), with('num_output: 4', 'num_output: 4 group: 0'),
    with('num_output: 4', 'num_output: 4 dilation: 1152921504606846976'), with('stride: 4', 'stride: 4 pad: 1152921504606846976'), with('kernel_size: 3 stride: 3', 'kernel_size: 3 stride: 3 pad: 3'), with('kernel_size: 3 stride: 3', 'kernel_size: 99 stride: 3'),
    with($relu, "layer { name: \"x\" type: \"Reshape\" bottom: \"conv\" top: \"conv\" reshape_param { shape { dim: 4611686018427387904 dim: 4 } } }\n"),
    with($relu, "layer { name: \"x\" type: \"Flatten\" bottom: \"conv\" top: \"conv\" flatten_param { axis: 9223372036854775807 } }\n"));
  push @all, with('num_output: 4', "num_output: $_"), with('kernel_size: 5', "kernel_size: $_"), with('stride: 4', "stride: $_"), ($_ eq '[]' ? () : with('stride: 4', "stride: 4 pad: $_")) for grep { !/^0$/ } @huge;
  push @all, with('num_output: 4', 'num_output: 0'), with('kernel_size: 5', 'kernel_size: 0'), with('stride: 4', 'stride: 0');
  @all;
}

# Weights none of which are those of the text.
sub bad_weights {
  my $weights = caffe_weights();
  my ($conv, $fc) = @numbers;
  my @all = (
    '', "\0", "\x89HDF\r\n\x1a\n" . 'x' x 99, "PK\x03\x04" . 'x' x 99, "\x80\x02}q\0." . 'x' x 99, '<html>no weights</html>', caffe_text(), $conv, $fc, $conv . $conv . $fc,
    # Extents that are not those of the numbers, or not those that are wanted.
    (map { weighted('conv', 'Convolution', $_, sound_blob(4)) . $fc } blob([4, 3, 5, 5], []), blob([4, 3, 5, 5], [ramp(299)]), blob([4, 3, 5, 5], [ramp(301)]), blob([300], [ramp(300)]), blob([], [ramp(300)]), blob([3, 4, 5, 5], [ramp(300)]),
      blob([2**60, 2**60, 5, 5], [ramp(300)]), blob([4, 3, 2**60, 5], [ramp(300)]), blob([-4, -3, 5, 5], [ramp(300)]), blob([(1) x 10000, 4, 3, 5], [ramp(300)]), blob([4, 3, 5, 5], [('inf') x 300]), blob([4, 3, 5, 5], [('nan') x 300]),
      bytes_field(5, pack 'f<*', ramp(300)), number_field(1, 2**60) . number_field(2, 3) . number_field(3, 5) . number_field(4, 5) . bytes_field(5, pack 'f<*', ramp(300)), bytes_field(8, pack 'd<*', ramp(299)),
      bytes_field(7, bytes_field(1, varint(4) . varint(3) . varint(5) . varint(5))) . bytes_field(12, 'x' x 600), bytes_field(7, 'x')),
    weighted('conv', 'Convolution', sound_blob(4, 3, 5, 5)) . $fc, weighted('conv', 'Convolution') . $fc, weighted('cnov', 'Convolution', sound_blob(4, 3, 5, 5), sound_blob(4)) . $fc,
    # Lengths that are those of no file, fields of the wrong kind, messages in messages.
    varint(100 << 3 | 2) . varint(2**60), varint(100 << 3 | 2) . varint(2**31) . 'x' x 100, number_field(100, 5), bytes_field(100, number_field(7, 5)), bytes_field(100, bytes_field(1, "\xFF\xFE")), "\xFF" x 999, "\x0B" x 5000, varint(100 << 3 | 3) x 5000,
    join('', map { weighted("l$_", 'x') } 1 .. 20000));
  my $deep = '';
  $deep = bytes_field(100, $deep) for 1 .. 300;
  (@all, $deep);
}
1;
