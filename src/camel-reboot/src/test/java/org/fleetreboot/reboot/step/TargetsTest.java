package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Message;
import org.fleetreboot.engine.DisconnectedSource.Question;
import org.fleetreboot.engine.DisconnectedSource.Seen;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.testkit.CollectedDevices;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private final FakeEngine engine = new FakeEngine();
  private final InMemoryHub hub = new InMemoryHub();
  private final RouteRunner routes = new RouteRunner(engine).bind("iothub", hub);

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aQueryIsReadPageByPage() {
    List<String> pages = new CopyOnWriteArrayList<>();
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          Message message = exchange.getMessage();
          String token = message.getHeader("CamelIotHubContinuationToken", "first", String.class);
          pages.add(token + " of " + message.getHeader("CamelIotHubPageSize"));
          message.setBody(List.of(Map.of("deviceId", "device-" + token)));
          message.setHeader(
              "CamelIotHubContinuationToken", token.equals("first") ? "second" : null);
          if (token.equals("second")) {
            message.removeHeader("CamelIotHubContinuationToken");
          }
        });
    TargetSource source = queried("tags.ring = 'canary'");
    assertThat(CollectedDevices.of(source)).containsExactly("device-first", "device-second");
    assertThat(pages).containsExactly("first of 1000", "second of 1000");
  }

  @Test
  void thoseThatAreExcludedAreLeftOut() {
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          String query = exchange.getMessage().getHeader("CamelIotHubQuery", String.class);
          List<String> found =
              query.contains("tags.hold")
                  ? List.of("pump-3")
                  : List.of("pump-1", "pump-2", "pump-3");
          exchange.getMessage().setBody(found.stream().map(id -> Map.of("deviceId", id)).toList());
        });

    TargetSource source =
        source(
            "x",
            ", parameters: { query: \"tags.role = 'pump'\", exclude: \"pump-1,pump-9\","
                + " excludeQuery: \"tags.hold = true\" }");

    assertThat(CollectedDevices.of(source)).containsExactly("pump-2");
  }

  @Test
  void thoseThatAreExcludedAreLeftOutOfAListToo() {
    TargetSource source = source("pump-1\npump-2", ", parameters: { exclude: pump-1 }");

    assertThat(CollectedDevices.of(source)).containsExactly("pump-2");
  }

  @Test
  void aListWithUnknownDevicesIsRefusedWithTheirNamesWhereThatIsAsked() {
    IntStream.range(0, 150).forEach(n -> hub.register("pump-" + n));
    AtomicInteger queries = new AtomicInteger();
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          queries.incrementAndGet();
          String query = exchange.getMessage().getHeader("CamelIotHubQuery", String.class);
          exchange
              .getMessage()
              .setBody(
                  IntStream.range(0, 150)
                      .mapToObj(n -> "pump-" + n)
                      .filter(id -> query.contains("'" + id + "'"))
                      .map(id -> Map.of("deviceId", id))
                      .toList());
        });
    String list =
        IntStream.range(0, 152).mapToObj(n -> "pump-" + n).collect(Collectors.joining("\n"));

    TargetSource source = source(list, ", parameters: { unknownDevices: refuse }");

    assertThatThrownBy(() -> CollectedDevices.of(source))
        .hasRootCauseMessage(
            "2 of 152 devices are not registered with the hub, and none was called: pump-150,"
                + " pump-151. Take them out of the list, or set unknownDevices=fail");
    assertThat(queries).hasValue(2);
  }

  @Test
  void whatAQueryDoesNotFindOrCannotNameIsFoundByItsTwin() {
    hub.register("new");
    hub.register("it's");
    List<String> asked = new CopyOnWriteArrayList<>();
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          asked.add(exchange.getMessage().getHeader("CamelIotHubQuery", String.class));
          exchange.getMessage().setBody(List.of());
        });

    TargetSource source = source("new\nit's", ", parameters: { unknownDevices: refuse }");

    assertThat(CollectedDevices.of(source)).containsExactly("new", "it's");
    assertThat(asked).containsExactly("SELECT deviceId FROM devices WHERE deviceId IN ['new']");
  }

  @ParameterizedTest
  @CsvSource({"no such table, no such table", ", it was answered with no twin"})
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aRouteOfOnesOwnThatCannotReadATwinFailsTheStep(@Nullable String failure, String reason) {
    hub.on("queryTwins", (exchange, device) -> exchange.getMessage().setBody(List.of()));
    hub.on(
        "getTwin",
        (exchange, device) -> {
          if (failure != null) {
            exchange.setException(new IllegalStateException(failure));
          }
        });

    TargetSource source = source("new", ", parameters: { unknownDevices: refuse }");

    assertThatThrownBy(() -> CollectedDevices.of(source))
        .hasRootCauseMessage("the twin of new cannot be read by iothub://getTwin: " + reason);
  }

  @Test
  void whoIsDisconnectedIsAskedForAsFarBackAsItIsRemembered() {
    List<Object> queries = new CopyOnWriteArrayList<>();
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          queries.add(exchange.getMessage().getHeader("CamelIotHubQuery"));
          exchange.getMessage().setBody(List.of());
        });
    var unused = source("pump-1", ", parameters: { maxDown: \"1\" }");
    List<Seen> found = new ArrayList<>();
    Instant since = Instant.parse("2026-11-16T12:00:00.5Z");

    assertThat(
            engine
                .steps()
                .asked
                .get(0)
                .disconnected()
                .collect(new Question(Set.of(), true, since, Set.of("b", "a", "it's")), into(found))
                .toCompletableFuture())
        .succeedsWithin(Duration.ofMinutes(2));
    assertThat(queries)
        .containsExactly(
            "SELECT deviceId, connectionState, lastActivityTime, tags FROM devices WHERE"
                + " status = 'enabled' AND"
                + " ((connectionState = 'Disconnected' AND"
                + " lastActivityTime > '2026-11-16T12:00:00Z')"
                + " OR (connectionState = 'Connected' AND"
                + " lastActivityTime <= '2026-11-16T12:00:00Z')"
                + " OR deviceId IN ['a', 'b'])");
  }

  @Test
  void aWholeSelectIsSentAsItIs() {
    List<Object> queries = new ArrayList<>();
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          queries.add(exchange.getMessage().getHeader("CamelIotHubQuery"));
          exchange.getMessage().setBody(List.of());
        });
    CollectedDevices.of(queried("select deviceId from devices"));
    assertThat(queries).containsExactly("select deviceId from devices");
  }

  @ParameterizedTest
  @CsvSource({
    "unreachable, UNREACHABLE",
    "timeout, UNREACHABLE",
    "serverError, SERVER_ERROR",
    "throttled, THROTTLED",
    "unauthorized, UNAUTHORIZED",
    "forbidden, UNAUTHORIZED",
    "notSent, THROTTLED",
    "hubRefuses, REFUSED",
    "proxyRefuses, UNREACHABLE",
    "clockOff, UNAUTHORIZED",
    "notFound, SERVER_ERROR",
    "other, SERVER_ERROR"
  })
  void aQueryGoesOnWithThePageThatTheHubsTroubleHitAndAsksForNoneTwice(
      String failure, HubTrouble.Kind kind) {
    List<String> pages = new ArrayList<>();
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          Message message = exchange.getMessage();
          String page = message.getHeader("CamelIotHubContinuationToken", "0", String.class);
          pages.add(page);
          if (page.equals("1") && pages.size() < 4) {
            InMemoryHub.fail(exchange, failure, "unknown", null);
            return;
          }
          message.setBody(List.of(Map.of("deviceId", "pump-" + page)));
          if (page.equals("2")) {
            message.removeHeader("CamelIotHubContinuationToken");
          } else {
            message.setHeader("CamelIotHubContinuationToken", "" + (Integer.parseInt(page) + 1));
          }
        });
    List<HubTrouble> troubles = new ArrayList<>();

    assertThat(CollectedDevices.of(queried("x"), troubles))
        .containsExactly("pump-0", "pump-1", "pump-2");
    assertThat(pages).containsExactly("0", "1", "1", "1", "2");
    assertThat(troubles).extracting(HubTrouble::kind).containsExactly(kind, kind);
  }

  @Test
  void aQueryThatTheHubDoesNotUnderstandFailsTheStepWithBothTexts() {
    hub.on(
        "queryTwins",
        (exchange, device) -> InMemoryHub.fail(exchange, "badRequest", "unknown", null));
    TargetSource source = queried("tags.ring == 1");
    assertThatThrownBy(() -> CollectedDevices.of(source))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The hub said badRequest.")
        .hasMessageContaining("tags.ring == 1");
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anEndpointThatThrowsFailsTheStepToo() {
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          throw new IllegalStateException("no such table");
        });
    TargetSource source = queried("x");
    assertThatThrownBy(() -> CollectedDevices.of(source)).hasMessageContaining("no such table");
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aFailureThatNoHubHasSaidFailsTheStep() {
    hub.on(
        "queryTwins",
        (exchange, device) -> exchange.setException(new IllegalStateException("no such table")));
    TargetSource source = queried("x");
    assertThatThrownBy(() -> CollectedDevices.of(source)).hasMessageContaining("no such table");
  }

  @Test
  void anOutageOfWhatAnswersForTheHubIsWaitedOut() {
    AtomicBoolean isDown = new AtomicBoolean(true);
    hub.on(
        "queryTwins",
        (exchange, device) -> {
          if (isDown.getAndSet(false)) {
            exchange.setException(new ConnectException("the registry is down"));
          } else {
            exchange.getMessage().setBody(List.of(Map.of("deviceId", "a")));
          }
        });
    List<HubTrouble> troubles = new ArrayList<>();

    assertThat(CollectedDevices.of(queried("x"), troubles)).containsExactly("a");
    assertThat(troubles).extracting(HubTrouble::detail).containsExactly("the registry is down");
  }

  @Test
  void aPageWithARowThatIsNoDeviceFailsTheStepAndGivesNobody() {
    AtomicReference<Map<String, Object>> row = new AtomicReference<>(Map.of());
    hub.on(
        "queryTwins",
        (exchange, device) ->
            exchange.getMessage().setBody(List.of(Map.of("deviceId", "pump-1"), row.get())));
    TargetSource source = queried("x");
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("count", 3),
            Map.of("deviceId", 7),
            Map.of("deviceId", "pump-2", "moduleId", "camera"))) {
      row.set(bad);
      List<String> given = new ArrayList<>();
      CompletionStage<Void> collected = source.collect(into(given));
      assertThat(collected.toCompletableFuture())
          .failsWithin(Duration.ofMinutes(2))
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("(SELECT deviceId FROM devices WHERE x)");
      assertThat(given).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "excludeQuery"})
  void aQueryThatIsNotOfDevicesKeepsTheRouteFromStarting(String option) {
    assertThatThrownBy(
            () ->
                source(
                    "pump-1",
                    ", parameters: { %s: \"SELECT * FROM devices.modules\" }".formatted(option)))
        .hasStackTraceContaining(option + ": the query 'SELECT * FROM devices.modules' asks for");
    assertThat(engine.steps().asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pump-1\npump-2\r\n\n",
        " pump-1 \n pump-2 \npump-1",
        "deviceId,site\npump-1,lyon\npump-2,rome",
        "[\"pump-1\", \"pump-2\"]"
      })
  void aMessageNamesDevicesAsTextOrJson(String body) {
    assertThat(CollectedDevices.of(listed(body))).containsExactly("pump-1", "pump-2");
  }

  @Test
  void jsonHoldsIdsWithCommas() {
    assertThat(CollectedDevices.of(listed("[\"a,b\"]"))).containsExactly("a,b");
  }

  @Test
  void aLineIsOneIdWithItsCommas() {
    assertThat(CollectedDevices.of(listed("pump,7"))).containsExactly("pump,7");
  }

  @Test
  void anExcludedIdWithACommaStandsInQuotes() {
    TargetSource source = source("pump,7\npump\n7", ", parameters: { exclude: '\"pump,7\"' }");
    assertThat(CollectedDevices.of(source)).containsExactly("pump", "7");
  }

  @Test
  void aLongListIsHandedOverInPages() {
    String ids = String.join("\n", IntStream.range(0, 2_500).mapToObj(i -> "d" + i).toList());
    List<Integer> pages = new ArrayList<>();
    listed(ids)
        .collect(
            new PageCollector<String>() {
              @Override
              public CompletionStage<Void> add(List<String> page) {
                pages.add(page.size());
                return CompletableFuture.completedStage(null);
              }

              @Override
              public CompletionStage<Void> troubled(HubTrouble trouble) {
                throw new AssertionError(trouble);
              }
            });
    assertThat(pages).containsExactly(1_000, 1_000, 500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pump 1          | 'pump 1' is not a device id",
        "pümp            | is not a device id",
        "[\"a\", 1]      | a device id in quotes is expected",
        "[\"a\"          | invalid JSON",
      })
  void whatIsNoDeviceIdFailsTheStep(String body, String message) {
    TargetSource source = listed(body);
    assertThatThrownBy(() -> CollectedDevices.of(source))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void noListAtAllFailsTheStep() {
    TargetSource source = listed(null);
    assertThatThrownBy(() -> CollectedDevices.of(source)).hasMessageContaining("names no devices");
  }

  private static <T> PageCollector<T> into(List<T> devices) {
    return new PageCollector<T>() {
      @Override
      public CompletionStage<Void> add(List<T> page) {
        devices.addAll(page);
        return CompletableFuture.completedStage(null);
      }

      @Override
      public CompletionStage<Void> troubled(HubTrouble trouble) {
        throw new AssertionError(trouble);
      }
    };
  }

  private TargetSource queried(String query) {
    return source("x", ", parameters: { query: \"" + query + "\" }");
  }

  private TargetSource listed(@Nullable String body) {
    return source(body, "");
  }

  private TargetSource source(@Nullable String body, String parameters) {
    routes.start(
        """
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - to: { id: pumps, uri: "reboot:group/pumps"%s }
        """
            .formatted(parameters));
    routes.template().sendBody("reboot-run:nightly?runId=r1", body);
    await().until(() -> engine.steps().asked.size() == 1);
    return engine.steps().asked.get(0).source();
  }
}
