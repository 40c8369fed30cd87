package io.github.scrappyddns.dashboard.frame;

/**
 * A text as a QR code, drawn by the server: the path of an SVG whose units are the code's modules.
 * It is always dark on light, with a quiet margin, since cameras want it so.
 *
 * @param size of the whole, margin included, in modules
 */
public record QrCode(String path, int size) {
  /** In modules, as the standard has it. */
  private static final int MARGIN = 4;

  /** The code of a text. */
  public static QrCode of(String text) {
    io.nayuki.qrcodegen.QrCode code =
        io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + MARGIN).append(',').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return new QrCode(path.toString(), code.size + 2 * MARGIN);
  }
}
