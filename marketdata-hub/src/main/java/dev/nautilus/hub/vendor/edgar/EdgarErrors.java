package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import tools.jackson.databind.JsonNode;

/// EDGAR's errors. The files lie in a bucket, which says `AccessDenied` for what does not exist;
/// the gate before it says 403 too, with a web page, when it shuts us out.
final class EdgarErrors {
  private static final String ABSENT = "<Code>AccessDenied</Code>";

  private EdgarErrors() {}

  /// An answer that is no error, whatever its format.
  static Outcome<HttpAnswer> open(HttpAnswer answer) {
    int status = answer.status();
    if (status == 200) {
      return Outcome.good(answer);
    }
    if (status == 429) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    if (status >= 500 && status < 600) {
      return Outcome.bad(Refusal.VENDOR_FAILED, "answered " + JsonBody.named(answer));
    }
    if (status == 404) {
      return Outcome.bad(Refusal.NOT_FOUND, "has no such file");
    }
    if (status == 403) {
      return forbidden(answer);
    }
    return status == 400
        ? Outcome.bad(Refusal.BAD_REQUEST, "answered " + JsonBody.named(answer))
        : Outcome.bad(Refusal.GARBAGE, "answered " + JsonBody.named(answer));
  }

  /// The JSON of an answer that is no error.
  static Outcome<JsonNode> document(HttpAnswer answer) {
    return open(answer).then(JsonBody::parse);
  }

  private static Outcome<HttpAnswer> forbidden(HttpAnswer answer) {
    if (answer.kind() == BodyKind.MARKUP && answer.text().contains(ABSENT)) {
      return Outcome.bad(Refusal.NOT_FOUND, "has no such file");
    }
    return Outcome.bad(
        Refusal.OVER_BUDGET,
        "shuts us out: too many requests, of all machines together, or a User-Agent that does not"
            + " name company and contact");
  }
}
