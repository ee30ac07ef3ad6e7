package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadRoundTripTest {
  private static final int ROUNDS = 100;

  static List<MessageType<?>> types() {
    return Catalogue.builtIn();
  }

  @ParameterizedTest
  @MethodSource("types")
  <P> void payload_randomRecord_comesBackEqual(MessageType<P> type) {
    long seed = Seed.next();
    RandomRecords records = new RandomRecords(seed);
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    for (int i = 0; i < ROUNDS; i++) {
      P payload = records.next(type.payload());
      byte[] bytes = codec.encode(payload);
      assertThat(codec.decode(ByteBuffer.wrap(bytes)))
          .as("round %d, -Dnautilus.seed=%d", i, seed)
          .isEqualTo(payload);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  <P> void payload_sameRecord_isSameBytes(MessageType<P> type) {
    long seed = Seed.next();
    P payload = new RandomRecords(seed).next(type.payload());
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    byte[] bytes = codec.encode(payload);
    assertThat(codec.encode(codec.decode(ByteBuffer.wrap(bytes))))
        .as("-Dnautilus.seed=%d", seed)
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("types")
  <P> void payload_insideLargerOrReadOnlyBuffer_isReadWithinItsBounds(MessageType<P> type) {
    long seed = Seed.next();
    P payload = new RandomRecords(seed).next(type.payload());
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    byte[] bytes = codec.encode(payload);
    ByteBuffer larger = ByteBuffer.allocate(bytes.length + 20).position(7);
    larger.put(bytes).position(7).limit(7 + bytes.length);

    assertThat(codec.decode(larger)).as("-Dnautilus.seed=%d", seed).isEqualTo(payload);
    assertThat(larger.position()).isEqualTo(7);
    assertThat(codec.decode(larger.slice())).isEqualTo(payload);
    assertThat(codec.decode(larger.asReadOnlyBuffer())).isEqualTo(payload);
    assertThat(codec.decode(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip()))
        .isEqualTo(payload);
  }
}
