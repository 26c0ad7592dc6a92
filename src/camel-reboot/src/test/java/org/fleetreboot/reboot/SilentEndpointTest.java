package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.reboot.step.RebootComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check asks an endpoint that does not answer. */
class SilentEndpointTest {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final EngineComponent component = new RebootComponent();
  private final CountDownLatch silence = new CountDownLatch(1);

  @BeforeEach
  void start() {
    context.addComponent("reboot", component);
    context.start();
  }

  @AfterEach
  void close() throws Exception {
    silence.countDown();
    context.close();
  }

  @Test
  void itsSilenceIsNotNow() {
    CheckFinding finding = ask(check(Duration.ofMillis(20))).join();

    assertThat(finding)
        .isInstanceOfSatisfying(
            CheckFinding.NotNow.class,
            notNow -> {
              assertThat(notNow.reason()).contains("direct://silent").contains("has not answered");
              assertThat(notNow.retryAfter()).isEqualTo(Duration.ofMinutes(1));
            });
  }

  @Test
  void noMoreThanAThousandStandInLineForIt() {
    Check check = check(Duration.ofHours(1));
    int asked = 0;
    CompletableFuture<CheckFinding> last = ask(check);
    while (!last.isDone() && asked++ < 2_000) {
      last = ask(check);
    }

    assertThat(last.getNow(new CheckFinding.Go()))
        .isInstanceOfSatisfying(
            CheckFinding.NotNow.class,
            notNow -> assertThat(notNow.reason()).contains("has 1000 checks to answer already"));
  }

  private CompletableFuture<CheckFinding> ask(Check check) {
    return check.ask(new DefaultExchange(context), null).toCompletableFuture();
  }

  private Check check(Duration answerWithin) {
    return new Check(new Silent(), component.checks(), answerWithin);
  }

  private final class Silent extends DefaultAsyncProducer {
    Silent() {
      super(context.getEndpoint("direct:silent"));
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      try {
        silence.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      callback.done(true);
      return true;
    }
  }
}
