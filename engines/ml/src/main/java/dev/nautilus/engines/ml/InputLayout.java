package dev.nautilus.engines.ml;

import dev.nautilus.engines.ml.method.BarInputs;
import dev.nautilus.message.FeatureVector;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which number stands where in a row of inputs: those of the bars, then the features named. The
/// hashes it has made are remembered; confined to the engine thread.
final class InputLayout {
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, String> hashes = new HashMap<>();

  InputLayout(List<String> features) {
    names = new ArrayList<>(BarInputs.NAMES);
    for (String feature : features) {
      if (places.putIfAbsent(feature, names.size()) != null) {
        throw new IllegalArgumentException("each feature must be named once, was twice " + feature);
      }
      names.add(feature);
    }
  }

  List<String> names() {
    return List.copyOf(names);
  }

  int size() {
    return names.size();
  }

  /// The inputs as of a bar.
  ///
  /// @param vector features of that bar; null when there are none
  /// @return `NaN` where something is missing
  double[] raw(BarInputs bars, @Nullable FeatureVector vector) {
    double[] raw = new double[names.size()];
    double[] own = bars.values();
    System.arraycopy(own, 0, raw, 0, own.length);
    for (int i = own.length; i < raw.length; i++) {
      raw[i] = Double.NaN;
    }
    if (vector != null) {
      for (FeatureVector.Entry entry : vector.entries()) {
        Integer place = places.get(entry.name());
        if (place != null && entry.value().isPresent()) {
          raw[place] = entry.value().getAsDouble();
        }
      }
    }
    return raw;
  }

  /// Equal hash, equal meaning of the inputs: over their names and the hash of the feature set.
  String hash(@Nullable FeatureVector vector) {
    String set = vector == null ? "" : vector.setHash();
    if (hashes.size() > 100) {
      hashes.clear();
    }
    return hashes.computeIfAbsent(set, this::hashed);
  }

  private String hashed(String set) {
    String text = String.join("\n", names) + "\n" + set;
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
