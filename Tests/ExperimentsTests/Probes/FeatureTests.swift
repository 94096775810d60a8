import Datasets
import Experiments
import Images
import Networks
import Tensors
import Testing

@Suite struct FeatureTests {
  @Test func placeAndSizeAreThoseOfTheMasksBox() {
    var values = [UInt8](repeating: 0, count: 20 * 10)
    for y in 2..<6 { for x in 4..<12 { values[y * 20 + x] = 255 } }
    let example = LabeledImage(
      image: Image(width: 20, height: 10), label: 0, name: "",
      objects: [ImageObject(label: 0, mask: Mask(width: 20, height: 10, values: values))])
    #expect(ImageFeatures.placeAndSize.values(of: example) == [0.4, 0.4, 0.4])
    let hidden = LabeledImage(
      image: Image(width: 2, height: 2), label: 0, name: "",
      objects: [ImageObject(label: 0, mask: Mask(width: 2, height: 2, values: [0, 0, 0, 0]))])
    #expect(ImageFeatures.placeAndSize.values(of: hidden) == [0, 0, 0])
  }

  @Test func colorsAreCountedWhereverTheyLie() {
    var image = Image(width: 2, height: 2, gray: 0)
    let color: [UInt8] = [255, 100, 63]
    for channel in 0..<3 { image[0, 0, channel] = color[channel] }
    let example = LabeledImage(image: image, label: 0, name: "")
    let values = ImageFeatures.colors.values(of: example)
    #expect(values.count == ImageFeatures.colors.dimension)
    let green: Float = 100.0 / 255 / 4
    #expect(abs(values[0] - 0.25) < 1e-6 && abs(values[1] - green) < 1e-6)
    // Red 3, green 1, blue 0 of 4.
    let box = 3 + 3 * 16 + 1 * 4
    #expect(values[3] == 0.75 && values[box] == 0.25)
    var turned = example
    turned.image = image.flipped()
    #expect(ImageFeatures.colors.values(of: turned) == values)
  }

  @Test func pixelsAreAveragedDown() {
    var image = Image(width: 4, height: 4, gray: 40)
    for y in 0..<2 { for x in 0..<2 { image[x, y, 1] = 80 } }
    let values = ImageFeatures.pixels(side: 2).values(of: LabeledImage(image: image, label: 0, name: ""))
    let expected: [Float] = [40, 80, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40]
    #expect(values == expected)
  }

  @Test func mapsAreAveragedEvenly() {
    // 8 maps of 7 × 7 become 6 × 6 windows of 2, the first over rows and columns 0 and 1.
    let values: [Float] = (0..<8 * 49).map { Float($0 % 49) }
    let maps = Tensor<Float>([1, 8, 7, 7], values)
    let pooled = NetworkFeatures.pooled(maps)
    #expect(pooled.shape == [1, 8 * 36])
    // The mean of 0, 1, 7 and 8, and that of 40, 41, 47 and 48.
    #expect(pooled[0] == 4)
    #expect(pooled[35] == 44)
    // 256 maps leave room for 3 × 3, 384 for 2 × 2, and dense layers are left as they are.
    #expect(NetworkFeatures.pooled(Tensor(zeros: [2, 256, 13, 13])).shape == [2, 2304])
    #expect(NetworkFeatures.pooled(Tensor(zeros: [2, 384, 13, 13])).shape == [2, 1536])
    #expect(NetworkFeatures.pooled(Tensor(zeros: [2, 4096, 1, 1])).shape == [2, 4096])
    let same = Tensor<Float>([1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(NetworkFeatures.pooled(same).scalars == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func aLayersFeaturesAreWhatLeavesIt() {
    let zfnet = Architecture.zfnet.graph(input: 96, width: 0.1, classes: 4)
    let names = (1...7).map { NetworkFeatures.outputName(ofLayer: $0, in: zfnet) }
    #expect(names == ["norm1", "norm2", "relu3", "relu4", "pool5", "drop6", "drop7"])
    let short = Architecture.alexnetWithout34.graph(input: 96, width: 0.1, classes: 4)
    #expect(NetworkFeatures.outputName(ofLayer: 2, in: short) == "pool2")
  }

  @Test func tablesAreJoinedAndCut() {
    let left = LabeledFeatures(values: Tensor([3, 1], [1, 2, 3]), labels: [0, 1, 0], classes: 2)
    let right = LabeledFeatures(
      values: Tensor([3, 2], [10, 11, 20, 21, 30, 31]), labels: [0, 1, 0], classes: 2)
    let both = left.joined(with: right).rows([2, 0])
    #expect(both.values.scalars == [3, 30, 31, 1, 10, 11] && both.labels == [0, 0])
    #expect(left.indicesByClass == [[0, 2], [1]])
  }
}
