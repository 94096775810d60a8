import CPNG
import CTurboJPEG

/// The libraries that read and write images: other versions may decode a JPEG to other bits.
public enum ImageLibraries {
  /// libjpeg-turbo's version, such as `2.1.5`.
  public static var turboJPEG: String { String(cString: zfnet_turbojpeg_version()) }
  /// libpng's version, such as `1.6.39`.
  public static var png: String { String(cString: png_get_libpng_ver(nil)) }
}
