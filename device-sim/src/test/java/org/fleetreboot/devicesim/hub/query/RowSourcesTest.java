package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.parity.job.JobRows;
import org.junit.jupiter.api.Test;

/** What a query asks of the collection behind FROM. */
class RowSourcesTest {
  private final JobRows jobs = new JobRows();
  private final TwinQueries queries = new TwinQueries(List.of(jobs));

  /** Ten rows of a job, as an example of a collection without projections. */
  private static final class JobRows implements QuerySource {
    private final NavigableMap<String, ObjectNode> rows = new TreeMap<>();
    private final List<String> written = new ArrayList<>();

    JobRows() {
      for (int i = 0; i < 10; i++) {
        rows.put("job/d" + i, Json.object().put("jobId", "job").put("deviceId", "d" + i));
      }
    }

    @Override
    public String name() {
      return "devices.jobs";
    }

    @Override
    public Set<String> fields() {
      return Set.of("jobId", "deviceId");
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
      return rows.tailMap(after, false).entrySet().stream()
          .peek(row -> written.add(row.getKey()))
          .map(row -> new Row(row.getKey(), row.getValue()));
    }
  }

  @Test
  void theNameOfTheCollectionMayStandInFrontOfAPath() {
    QueryPage page =
        page("SELECT * FROM devices.jobs WHERE devices.jobs.deviceId = 'd3' AND jobId = 'job'", 5);
    assertThat(QueriedFleet.ids(page)).isEqualTo("d3");
    assertThat(page.itemType()).isEqualTo("DeviceJob");
  }

  @Test
  void aCollectionWithoutProjectionsHasNeitherFieldsNorAggregatesNorGroups() {
    for (String query :
        List.of(
            "SELECT jobId FROM devices.jobs",
            "SELECT COUNT() AS n FROM devices.jobs",
            "SELECT * FROM devices.jobs GROUP BY jobId")) {
      assertThatThrownBy(() -> page(query, 5))
          .isInstanceOf(HubRefusal.class)
          .hasMessageContaining("Anything but SELECT * FROM devices.jobs")
          .hasMessageContaining("at position 8");
    }
  }

  @Test
  void aDeepPageWritesItsOwnRowsAndOneMore() {
    String query = "SELECT * FROM devices.jobs";
    QueryPage first = page(query, 6);
    assertThat(jobs.written).hasSize(7);
    jobs.written.clear();
    QueryPage second = queries.page(query, 3, first.continuation());
    assertThat(QueriedFleet.ids(second)).isEqualTo("d6 d7 d8");
    assertThat(jobs.written).containsExactly("job/d6", "job/d7", "job/d8", "job/d9");
  }

  @Test
  void noRowIsWrittenBehindTheLastOfTop() {
    page("SELECT TOP 2 * FROM devices.jobs", 5);
    assertThat(jobs.written).containsExactly("job/d0", "job/d1");
  }

  private QueryPage page(String query, int size) {
    return queries.page(query, size, Optional.empty());
  }
}
