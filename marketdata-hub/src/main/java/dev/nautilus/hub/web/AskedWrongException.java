package dev.nautilus.hub.web;

/// The question is wrong; the message says what would be right.
final class AskedWrongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AskedWrongException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
