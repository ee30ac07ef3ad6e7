package dev.nautilus.engines.features.method;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A named, versioned choice of features, made by [FeatureCatalog#set].
///
/// @param version raised by its owner when the choice changes
/// @param features in the order asked for, without repetition
/// @param hash SHA-256 over the sorted ids and their method versions: equal hash, equal numbers
public record FeatureSet(String name, int version, List<FeatureId> features, String hash) {

  public FeatureSet {
    features = List.copyOf(features);
  }

  /// @param lines one per feature, `id#methodVersion`
  static String hashOf(List<String> lines) {
    String text = String.join("\n", lines.stream().sorted().toList());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
