import Crypto
import Foundation

/// The SHA-256 by which networks, data sets, results and files are named and checked.
///
/// What is too large to be held at once is hashed piece by piece with Crypto's `SHA256`, whose digest's `hexadecimal`
/// has the same form.
public enum ContentDigest {
  /// The digest of some bytes: 64 hexadecimal digits, in lower case.
  public static func of(_ bytes: some DataProtocol) -> String { SHA256.hash(data: bytes).hexadecimal }

  /// The digest of a text in UTF-8: 64 hexadecimal digits, in lower case.
  public static func of(_ text: String) -> String { of(Data(text.utf8)) }

  /// The digest of a text in UTF-8 as base64, the form in which a page's security policy names a script.
  public static func base64(of text: String) -> String {
    Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }
}

extension Sequence where Element == UInt8 {
  /// The bytes as text: two lower-case hexadecimal digits a byte.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
