package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** What holds for any commands to a device, in any order, from two runs of two steps each. */
class AnyHistoryTest {

  @Property(seed = "20260301", tries = 1000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void itIsCalledOnceARunAndSettledOnceAStepAndReplayEqualsLife(
      @ForAll("moments") List<Life.Moment> moments) {
    Life life = new Life();
    moments.forEach(life::live);

    assertThat(RebootSpecification.fold(RebootState.INITIAL, life.history()))
        .isEqualTo(life.state());

    life.history().forEach(event -> Statistics.collect(event.getClass().getSimpleName()));
    Statistics.coverage(
        facts -> {
          for (Class<?> fact : SealedKinds.of(RebootEvent.class)) {
            facts.check(fact.getSimpleName()).count(count -> count >= 20);
          }
        });
  }

  @Provide
  Arbitrary<List<Life.Moment>> moments() {
    Arbitrary<Life.What> what =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(Life.What.TURN)),
            Tuple.of(6, Arbitraries.just(Life.What.ANSWER)),
            Tuple.of(3, Arbitraries.just(Life.What.LATE_POLL)),
            Tuple.of(3, Arbitraries.just(Life.What.DEVICE_REPORTS)),
            Tuple.of(6, Arbitraries.of(Life.What.class)));
    return Combinators.combine(
            what,
            Arbitraries.of("nightly-1", "nightly-2"),
            Arbitraries.of("canary", "gateways"),
            Arbitraries.integers().between(0, 419),
            Arbitraries.integers().between(0, 900))
        .as(Life.Moment::new)
        .list()
        .ofMinSize(30)
        .ofMaxSize(60);
  }
}
