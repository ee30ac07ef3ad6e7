package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.vendor.Reply;

/// What EDGAR says when it does not answer.
final class EdgarPages {
  private EdgarPages() {}

  /// Too fast, or nobody that it knows: the same page for both.
  static Reply blocked() {
    return page(
        403,
        "SEC.gov | Request Rate Threshold Exceeded",
        "Your Request Originates from an Undeclared Automated Tool");
  }

  static Reply unavailable() {
    return page(503, "SEC.gov | File Unavailable", "This page is temporarily unavailable.")
        .with("server", "AkamaiNetStorage");
  }

  /// A file that is not there, at the host of the data.
  static Reply noSuchKey(String key) {
    return xml(404, "NoSuchKey", "The specified key does not exist.", key);
  }

  /// A file that is not there, at the host of the archive.
  static Reply accessDenied() {
    return xml(403, "AccessDenied", "Access Denied", "");
  }

  static Reply document(String title) {
    return page(200, title, "A simulated filing.");
  }

  private static Reply xml(int status, String code, String message, String key) {
    String named = key.isEmpty() ? "" : "<Key>" + key.replaceAll("[<>&]", "?") + "</Key>";
    return Reply.of(
        status,
        "application/xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message>%s</Error>"
            .formatted(code, message, named));
  }

  private static Reply page(int status, String title, String text) {
    return Reply.of(
        status,
        "text/html",
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>%s</title></head><body><h1>%s</h1></body></html>"
            .formatted(title, text));
  }
}
