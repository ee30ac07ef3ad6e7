package dev.nautilus.engines.enhancedvpin.method;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How much there is to learn from one symbol of a message to the next: trade signs written as
/// letters, say. In bits a symbol, but for [#lempelZiv]. An ordered flow has little of it.
///
/// **Source** López de Prado (2018), Advances in Financial Machine Learning, chapter 18; the last
/// word is left out of the plug-in estimate as in mlfinlab 0.9 (BSD-3), whose published numbers it
/// meets.
public final class MessageEntropy {
  private static final double LN2 = Math.log(2);

  private MessageEntropy() {}

  /// Shannon's entropy of single letters. **Source** Shannon (1948).
  public static double shannon(String message) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < message.length(); i++) {
      counts.merge(message.substring(i, i + 1), 1, Integer::sum);
    }
    return entropy(counts, message.length());
  }

  /// Plug-in estimate from words, per letter.
  ///
  /// @param word letters in a word, 1 or more and fewer than the message has
  public static double plugIn(String message, int word) {
    if (word < 1 || word >= message.length()) {
      throw new IllegalArgumentException(
          "word must be 1 to %d letters, was %d".formatted(message.length() - 1, word));
    }
    Map<String, Integer> counts = new HashMap<>();
    for (int end = word; end < message.length(); end++) {
      counts.merge(message.substring(end - word, end), 1, Integer::sum);
    }
    return entropy(counts, message.length() - word) / word;
  }

  private static double entropy(Map<String, Integer> counts, int all) {
    // Sorted, so that the sum does not depend on the order of a hash table.
    return counts.values().stream()
        .mapToDouble(count -> (double) count / all)
        .sorted()
        .map(share -> -share * Math.log(share) / LN2)
        .sum();
  }

  /// Words in the library of Lempel and Ziv, over the length. **Source** Lempel & Ziv (1976), IEEE
  /// Transactions on Information Theory 22(1).
  ///
  /// @param message one letter or more
  public static double lempelZiv(String message) {
    requireLetters(message);
    Set<String> library = new HashSet<>();
    library.add(message.substring(0, 1));
    int begin = 1;
    while (begin < message.length()) {
      int end = begin + 1;
      while (end <= message.length() && library.contains(message.substring(begin, end))) {
        end++;
      }
      if (end <= message.length()) {
        library.add(message.substring(begin, end));
      }
      begin = end;
    }
    return (double) library.size() / message.length();
  }

  /// Kontoyiannis' estimate with a growing window. **Source** Kontoyiannis (1997); 0 for a message
  /// of one letter.
  ///
  /// @param message one letter or more
  public static double kontoyiannis(String message) {
    return kontoyiannis(message, 0);
  }

  /// Kontoyiannis' estimate.
  ///
  /// @param window letters looked back, at most half the message; 0 for all there are
  public static double kontoyiannis(String message, int window) {
    requireLetters(message);
    int half = message.length() / 2;
    int limit = Math.min(window, half);
    int first = limit == 0 ? 1 : limit;
    int last = limit == 0 ? half : message.length() - limit;
    double sum = 0;
    int points = 0;
    for (int i = first; i <= last; i++) {
      int back = limit == 0 ? i : limit;
      sum += Math.log(back + 1.0) / LN2 / matched(message, i, back);
      points++;
    }
    return points == 0 ? 0 : sum / points;
  }

  /// One more than the longest run from `at` that also stands within `back` letters before.
  private static int matched(String message, int at, int back) {
    int longest = 0;
    for (int length = 1; length <= back && at + length <= message.length(); length++) {
      String ahead = message.substring(at, at + length);
      for (int from = at - back; from < at; from++) {
        if (message.startsWith(ahead, from)) {
          longest = length;
          break;
        }
      }
    }
    return longest + 1;
  }

  private static void requireLetters(String message) {
    if (message.isEmpty()) {
      throw new IllegalArgumentException("message must have a letter, was empty");
    }
  }
}
