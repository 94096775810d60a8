import Foundation

/// Files of formats that are not read and are often taken for those that are.
enum ForeignFormat {
  /// What is wrong with a file of such a format, and how it becomes one that is read; nil for all others.
  static func refusal(of data: Data, name: String) -> (cause: String, hint: String)? {
    if isPickle(data) {
      let file = name.filter { $0.isLetter || $0.isNumber || "._-".contains($0) }
      let stem = file.split(separator: ".").first.map(String.init) ?? "network"
      return (
        "a file of Python's pickle, which runs code when it is read",
        """
        if it is a state dictionary of weights: python3 -c 'import torch; from safetensors.torch import save_file; save_file({k: \
        v.contiguous() for k, v in torch.load("\(file)", weights_only=True).items()}, "\(stem).safetensors")'; if it is a whole module \
        that you trust: python3 -c 'import torch; torch.onnx.export(torch.load("\(file)", weights_only=False).eval(), \
        torch.zeros(1, 3, 224, 224), "\(stem).onnx", opset_version=17, dynamo=False)'
        """
      )
    }
    if data.starts(with: Data("version https://git-lfs".utf8)) {
      return ("Git LFS's note of where the file is, not the file", "run git lfs pull")
    }
    return nil
  }

  /// Archives and pickles of PyTorch.
  private static func isPickle(_ data: Data) -> Bool {
    data.starts(with: [0x50, 0x4B, 0x03, 0x04]) || data.first == 0x80 && (data.dropFirst().first ?? 0) <= 5
  }
}
