package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who may be the same person as somebody else decides whether four eyes have looked. */
class RequesterTest {
  private static final Requester ANNA = Requester.openIdConnect("anna", "https://one.example");

  @Test
  void theSameNameAtOneIssuerIsOnePerson() {
    assertThat(ANNA.mayBe(Requester.openIdConnect("Anna ", "https://one.example"))).isTrue();
  }

  @Test
  void theSameNameAtTwoIssuersIsTwoPersons() {
    assertThat(ANNA.mayBe(Requester.openIdConnect("anna", "https://two.example"))).isFalse();
  }

  @Test
  void theSameNameProvedInAnotherWayMayBeTheSamePerson() {
    assertThat(ANNA.mayBe(Requester.token("anna"))).isTrue();
    assertThat(Requester.login("anna").mayBe(ANNA)).isTrue();
  }

  @Test
  void whoActsForSomebodyMayBeThem() {
    Requester forAnna = Requester.openIdConnect("bert", "https://two.example").onBehalfOf("anna");

    assertThat(forAnna.mayBe(ANNA)).isTrue();
    assertThat(ANNA.mayBe(forAnna)).isTrue();
    assertThat(forAnna.mayBe(Requester.login("carl").onBehalfOf("anna"))).isTrue();
    assertThat(forAnna.mayBe(Requester.login("carl"))).isFalse();
  }
}
