package dev.nautilus.hub.access;

import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Settings of who may ask the hub over HTTP.
///
/// @param mode who needs a token
/// @param tokens one each, `<engine> <scopes> <token>`: `risk read,subscribe 4f1c...`; scopes are
///   `read`, `subscribe` and `admin`; a token has 16 or more characters, or is `sha256:` and the
///   hash of one in 64 hexadecimal digits
/// @param tokensFile file with more of them, one a line; `#` begins a comment
/// @param rate most requests per second of one caller, who is a token's engine or an address; twice
///   as many at once after a pause; 0 for no such limit
/// @param mostBody largest body of a request
@Validated
@ConfigurationProperties("nautilus.hub.access")
record AccessProperties(
    @DefaultValue("AUTO") Mode mode,
    @DefaultValue List<String> tokens,
    @Nullable String tokensFile,
    @Min(0) @DefaultValue("50000") int rate,
    @DefaultValue("256KB") DataSize mostBody) {

  /// Who needs a token.
  enum Mode {
    /// Nobody when the hub listens on a loopback address, else everybody.
    AUTO,
    /// Nobody.
    OPEN,
    /// Everybody.
    CLOSED
  }

  /// Without the tokens.
  @Override
  public String toString() {
    return "AccessProperties[mode=%s, rate=%d, mostBody=%s]".formatted(mode, rate, mostBody);
  }
}
