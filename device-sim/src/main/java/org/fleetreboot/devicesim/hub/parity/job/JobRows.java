package org.fleetreboot.devicesim.hub.parity.job;

import java.util.Set;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.query.QuerySource;

/** {@code FROM devices.jobs}: each device of each job, by job and device. */
public record JobRows(Jobs jobs) implements QuerySource {
  // Not allowed in ids.
  private static final char SEPARATOR = ' ';
  private static final Set<String> FIELDS =
      Set.of(
          "deviceId",
          "moduleId",
          "jobId",
          "jobType",
          "status",
          "startTimeUtc",
          "endTimeUtc",
          "createdDateTimeUtc",
          "lastUpdatedDateTimeUtc",
          "outcome",
          "error");

  @Override
  public String name() {
    return "devices.jobs";
  }

  @Override
  public Set<String> fields() {
    return FIELDS;
  }

  @Override
  public String itemType() {
    return "DeviceJob";
  }

  @Override
  public boolean allowsProjection() {
    return false;
  }

  @Override
  public Stream<Row> rows(String after) {
    int end = after.indexOf(SEPARATOR);
    if (end < 0) {
      return jobs.from("").stream().flatMap(job -> rows(job, after));
    }
    String jobId = after.substring(0, end);
    return jobs.from(jobId).stream().flatMap(job -> rows(job, job.id().equals(jobId) ? after : ""));
  }

  private static Stream<Row> rows(Job job, String after) {
    ClientId last =
        after.isEmpty()
            ? null
            : ClientId.ofMqtt(after.substring(after.indexOf(SEPARATOR) + 1)).orElse(null);
    return job.devicesAfter(last).stream()
        .map(
            device ->
                new Row(job.id() + SEPARATOR + device.device(), DeviceJobDocument.of(job, device)));
  }
}
