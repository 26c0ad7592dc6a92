package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.supported.Proves;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs over raw REST: answers, lists and errors. */
class JobRequestsTest {
  private static final String FAR_AWAY = "2099-01-01T00:00:00Z";

  private static LocalHub hub;
  private static RestProbe owner;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    owner = RestProbe.owner(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void aJobIsAnsweredAsTheDocumentationShows() {
    RestProbe.Reply reply = schedule(owner, "job02", update("deviceId = ~test-device~", null));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .isEqualTo("{\"jobId\":\"job02\",\"type\":\"scheduleUpdateTwin\",\"status\":\"queued\"}");
  }

  @Test
  void aJobThatIsOverHasItsTimesAndStatistics() {
    hub.register("d1");
    schedule(owner, "stats", update("deviceId = ~d1~", null));
    JsonNode job = over(owner, "stats");
    assertThat(job.path("status").asText()).isEqualTo("completed");
    assertThat(job.path("queryCondition").asText()).isEqualTo("deviceId = 'd1'");
    assertThat(job.at("/updateTwin/tags/ring").asText()).isEqualTo("canary");
    assertThat(job.path("createdTime").asText()).matches("\\d{4}-.*T.*\\.\\d{7}Z");
    assertThat(job.has("startTime")).isTrue();
    assertThat(job.has("endTime")).isTrue();
    assertThat(job.path("maxExecutionTimeInSeconds").asInt()).isEqualTo(3600);
    assertThat(job.path("deviceJobStatistics"))
        .hasToString(
            "{\"deviceCount\":1,\"failedCount\":0,\"succeededCount\":1,\"runningCount\":0,"
                + "\"pendingCount\":0}");
  }

  @Proves("Jobs")
  @Test
  void aCallOfAJobCountsAsACallOfTheDevice() throws Exception {
    try (PahoDevice device =
        new PahoDevice(hub, hub.register("called")).connect().subscribe(PahoDevice.METHODS)) {
      schedule(
          owner,
          "calls",
          "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{'methodName':'reboot'},"
              + "'queryCondition':'deviceId = ~called~'}");
      device.answer(device.next(), 404, "{\"why\":\"no\"}");
      assertThat(over(owner, "calls").at("/deviceJobStatistics/succeededCount").asInt()).isOne();
      assertThat(hub.calls()).containsEntry("called", 1L);
      assertThat(hub.counters().get(Count.JOB_OPERATIONS)).isPositive();
      assertThat(rows("calls").at("/0/outcome/deviceMethodResponse"))
          .hasToString("{\"status\":404,\"payload\":{\"why\":\"no\"}}");
    }
  }

  @Proves("Jobs")
  @Test
  void theResultsOfAJobAreReadPageByPageInTheOrderOfTheDevices() {
    for (int i = 0; i < 5; i++) {
      hub.register("row-" + i);
    }
    schedule(owner, "rows", update("STARTSWITH(deviceId, ~row-~)", null));
    over(owner, "rows");
    String query = "{\"query\":\"SELECT * FROM devices.jobs WHERE devices.jobs.jobId = 'rows'\"}";
    RestProbe.Reply first = owner.send("POST", "/devices/query", query, "x-ms-max-item-count", "3");
    assertThat(first.json().findValuesAsText("deviceId"))
        .containsExactly("row-0", "row-1", "row-2");
    assertThat(first.headers().firstValue("x-ms-item-type")).contains("DeviceJob");
    RestProbe.Reply second =
        owner.send(
            "POST",
            "/devices/query",
            query,
            "x-ms-max-item-count",
            "3",
            "x-ms-continuation",
            first.headers().firstValue("x-ms-continuation").orElseThrow());
    assertThat(second.json().findValuesAsText("deviceId")).containsExactly("row-3", "row-4");
    assertThat(second.headers().firstValue("x-ms-continuation")).isEmpty();
    JsonNode row = first.json().get(0);
    assertThat(row.path("jobType").asText()).isEqualTo("scheduleUpdateTwin");
    assertThat(row.path("status").asText()).isEqualTo("completed");
  }

  @Proves(value = "Jobs", errors = "400004")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                        | type must be",
        "{'type':'export'}                                         | type must be",
        "{'jobId':'other','type':'scheduleUpdateTwin'}             | differs from the one in the path",
        "{'type':'scheduleUpdateTwin','updateTwin':null}           | must have the object"
            + " updateTwin",
        "{'type':'scheduleUpdateTwin','updateTwin':{'tags':{}}}    | must have an etag",
        "{'type':'scheduleDeviceMethod'}                           | must have the object cloudTo",
        "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{}}  | methodName must be",
        "{'type':'scheduleUpdateTwin','updateTwin':{'etag':'*'}}   | queryCondition must be",
        "{'type':'scheduleUpdateTwin','updateTwin':{'etag':'*'},'queryCondition':'*','startTime':'noon'}"
            + " | startTime must be",
        "{'type':'scheduleUpdateTwin','updateTwin':{'etag':'*'},'queryCondition':'*','maxExecutionTimeInSeconds':0}"
            + " | must be a whole number of 1 or more",
        "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{'methodName':'m','responseTimeoutInSeconds':4},'queryCondition':'*'}"
            + " | must be within [5; 300]",
      })
  void aMalformedJobIsRefused(String body, String message) {
    RestProbe.Reply reply = schedule(owner, "bad", body);
    assertThat(reply.errorCode()).isEqualTo(400004);
    assertThat(reply.inner().path("message").asText()).contains(message);
    assertThat(owner.send("GET", "/jobs/v2/bad", "").json().path("status").asText())
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({"a%20b", "a%2Fb", "a%3Fb", "j%C3%A9"})
  void anIdWithASignThatIsNotAllowedIsRefused(String id) {
    assertThat(schedule(owner, id, update("*", null)).errorCode()).isEqualTo(400004);
  }

  @Test
  void anIdHasUpTo64Characters() {
    assertThat(schedule(owner, "a".repeat(65), update("*", FAR_AWAY)).status()).isEqualTo(400);
    assertThat(schedule(owner, "a".repeat(64), update("*", FAR_AWAY)).status()).isEqualTo(200);
  }

  @Proves(value = "Jobs", errors = "409104")
  @Test
  void anIdThatIsTakenIsAConflict() {
    schedule(owner, "twice", update("*", FAR_AWAY));
    RestProbe.Reply reply = schedule(owner, "twice", update("*", FAR_AWAY));
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().path("Message").asText()).isEqualTo("ErrorCode:JobAlreadyExists;twice");
    assertThat(reply.headers().firstValue("iothub-errorcode")).contains("JobAlreadyExists");
  }

  @Proves(value = "Jobs", errors = "404002")
  @Test
  void aJobThatIsNotThereIsUnknownButNotFoundWhenItIsToBeCancelled() {
    RestProbe.Reply read = owner.send("GET", "/jobs/v2/nobody", "");
    assertThat(read.text())
        .isEqualTo("{\"jobId\":\"nobody\",\"type\":\"unknown\",\"status\":\"unknown\"}");
    RestProbe.Reply cancel = owner.send("POST", "/jobs/v2/nobody/cancel", "");
    assertThat(cancel.status()).isEqualTo(404);
    assertThat(cancel.json().path("Message").asText()).isEqualTo("ErrorCode:JobNotFound;nobody");
  }

  @Proves("Jobs")
  @Test
  void theListIsPagedByParametersToo() {
    for (int i = 0; i < 3; i++) {
      schedule(owner, "list-" + i, update("*", FAR_AWAY));
    }
    owner.send("POST", "/jobs/v2/list-1/cancel", "");
    String cancelled = "/jobs/v2/query?jobType=scheduleUpdateTwin&jobStatus=cancelled";
    assertThat(owner.send("GET", cancelled, "").json().findValuesAsText("jobId"))
        .containsExactly("list-1");
    RestProbe.Reply first =
        owner.send("GET", "/jobs/v2/query?jobStatus=scheduled&pageSize=1&api-version=x", "");
    assertThat(first.json()).hasSize(1);
    String token = first.headers().firstValue("x-ms-continuation").orElseThrow();
    RestProbe.Reply second =
        owner.send(
            "GET", "/jobs/v2/query?jobStatus=scheduled&pageSize=1&continuationToken=" + token, "");
    assertThat(second.json().findValuesAsText("jobId"))
        .isNotEqualTo(first.json().findValuesAsText("jobId"));
  }

  @ParameterizedTest
  @CsvSource({"jobType=export", "jobStatus=lost", "pageSize=0", "continuationToken=%25"})
  void aListOfWhatIsNoneIsRefused(String parameter) {
    assertThat(owner.send("GET", "/jobs/v2/query?" + parameter, "").errorCode()).isEqualTo(400004);
  }

  @Proves(value = "Jobs", errors = "429004")
  @Test
  void aSecondJobOnS1IsRefusedWithTheErrorOfTheRealHub() throws Exception {
    try (LocalHub s1 = LocalHub.builder().tier(HubTier.S1, 1).throttles(true).start()) {
      s1.register("absent");
      RestProbe there = RestProbe.owner(s1);
      String call =
          "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{'methodName':'reboot'},"
              + "'queryCondition':'*'}";
      schedule(there, "first", call);
      RestProbe.Reply reply = schedule(there, "second", call);
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.json().path("Message").asText())
          .startsWith("ErrorCode:ThrottlingMaxActiveJobCountExceeded;");
    }
  }

  @Test
  void jobsOutliveARestartAndOneThatRanHasFailed(@TempDir Path data) throws Exception {
    String done;
    try (LocalHub before = LocalHub.builder().data(data).start()) {
      before.register("d1");
      RestProbe there = RestProbe.owner(before);
      schedule(there, "done", update("*", null));
      done = over(there, "done").toString();
      schedule(there, "later", update("*", FAR_AWAY));
      schedule(
          there,
          "runs",
          "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{'methodName':'reboot'},"
              + "'queryCondition':'*'}");
      Awaitility.await().until(() -> status(there, "runs").equals("running"));
    }
    try (LocalHub again = LocalHub.builder().data(data).start()) {
      RestProbe there = RestProbe.owner(again);
      assertThat(there.send("GET", "/jobs/v2/done", "").text()).isEqualTo(done);
      assertThat(status(there, "later")).isEqualTo("scheduled");
      JsonNode runs = there.send("GET", "/jobs/v2/runs", "").json();
      assertThat(runs.path("status").asText()).isEqualTo("failed");
      assertThat(runs.path("failureReason").asText())
          .isEqualTo("The hub was stopped while the job ran.");
      assertThat(runs.at("/deviceJobStatistics/failedCount").asInt()).isOne();
    }
  }

  private static RestProbe.Reply schedule(RestProbe at, String id, String body) {
    return at.send(
        "PUT",
        "/jobs/v2/" + id + "?api-version=2021-04-12",
        body.replace('\'', '"').replace('~', '\''));
  }

  private static String update(String condition, @Nullable String start) {
    return "{'type':'scheduleUpdateTwin','updateTwin':{'etag':'*','tags':{'ring':'canary'}},"
        + "'queryCondition':'"
        + condition
        + "'"
        + (start == null ? "" : ",'startTime':'" + start + "'")
        + "}";
  }

  private static String status(RestProbe at, String id) {
    return at.send("GET", "/jobs/v2/" + id, "").json().path("status").asText();
  }

  private static JsonNode over(RestProbe at, String id) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> at.send("GET", "/jobs/v2/" + id, "").json().has("endTime"));
    return at.send("GET", "/jobs/v2/" + id, "").json();
  }

  private static JsonNode rows(String id) {
    return owner
        .send(
            "POST",
            "/devices/query",
            "{\"query\":\"SELECT * FROM devices.jobs WHERE jobId = '" + id + "'\"}")
        .json();
  }
}
