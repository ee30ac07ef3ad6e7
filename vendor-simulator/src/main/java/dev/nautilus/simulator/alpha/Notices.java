package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;

/// What the vendor says instead of data, always with status 200.
final class Notices {
  static final String SPREAD =
      "Thank you for using Alpha Vantage! Please consider spreading out your free API requests more"
          + " sparingly. You may subscribe to any of the premium plans at"
          + " https://www.alphavantage.co/premium/ to lift the free key rate limit (25 requests per"
          + " day) and instantly unlock all premium endpoints";
  static final String PER_MINUTE =
      "Thank you for using Alpha Vantage! Our standard API rate limit for your plan is 75 requests"
          + " per minute.";
  static final String PREMIUM =
      "Thank you for using Alpha Vantage! This is a premium endpoint. You may subscribe to any of"
          + " the premium plans at https://www.alphavantage.co/premium/ to instantly unlock all"
          + " premium endpoints";
  static final String INVALID_INPUTS =
      "Invalid inputs. Please refer to the API documentation"
          + " https://www.alphavantage.co/documentation#newsapi and try again.";

  private Notices() {}

  /// The daily limit; it shows the key it is about.
  static String perDay(String key) {
    return "We have detected your API key as "
        + key
        + " and our standard API rate limit is 25 requests per day. Please subscribe to any of the"
        + " premium plans at https://www.alphavantage.co/premium/ to instantly remove all daily rate"
        + " limits.";
  }

  static Reply information(String text) {
    return JsonReply.of(200, JsonReply.object().put("Information", text));
  }

  static Reply noKey() {
    return error(
        "the parameter apikey is invalid or missing. Please claim your free API key on"
            + " (https://www.alphavantage.co/support/#api-key). It should take less than 20"
            + " seconds.");
  }

  static Reply invalidCall(String function) {
    return error(
        "Invalid API call. Please retry or visit the documentation"
            + " (https://www.alphavantage.co/documentation/) for "
            + function
            + ".");
  }

  static Reply error(String text) {
    return JsonReply.of(200, JsonReply.object().put("Error Message", text));
  }
}
