package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

class OperatorDoorTest {
  private static final String ADMIN = "0123456789abcdef";
  private static final String DESK = "fedcba9876543210";

  private final Sessions sessions = Fixtures.sessions(Fixtures.properties());

  private OperatorDoor door(boolean open) {
    return new OperatorDoor(
        new TokenDoor(open, List.of("ops *,admin * " + ADMIN, "desk * - " + DESK)), sessions);
  }

  private static int refused(Runnable attempt) {
    ErrorResponseException refusal =
        catchThrowableOfType(ErrorResponseException.class, attempt::run);
    assertThat(refusal.getBody().getDetail()).contains("admin");
    return refusal.getStatusCode().value();
  }

  @Test
  void controls_withoutAToken_areShutAlsoAtAnOpenGateway() {
    for (boolean open : new boolean[] {true, false}) {
      assertThat(refused(() -> door(open).admitByToken(null))).isEqualTo(401);
      assertThat(refused(() -> door(open).admitByToken("Bearer wrong-0123456789"))).isEqualTo(401);
      assertThat(refused(() -> door(open).admitByToken("Basic " + ADMIN))).isEqualTo(401);
    }
    assertThat(sessions.totals().refused()).isEqualTo(6);
  }

  @Test
  void controls_withATokenForLookingOnly_areForbidden() {
    assertThat(refused(() -> door(true).admitByToken("Bearer " + DESK))).isEqualTo(403);
    assertThat(refused(() -> door(false).admit("Bearer " + DESK))).isEqualTo(403);
  }

  @Test
  void controls_withATokenForAdmin_areOpen() {
    assertThat(door(true).admitByToken("Bearer " + ADMIN).name()).isEqualTo("ops");
    assertThat(door(false).admitByToken("bearer " + ADMIN).name()).isEqualTo("ops");
    assertThat(sessions.totals().refused()).isZero();
  }

  @Test
  void looking_atAnOpenGateway_needsNoToken() {
    assertThat(door(true).admit(null)).isEqualTo(Caller.ANYBODY);
  }
}
