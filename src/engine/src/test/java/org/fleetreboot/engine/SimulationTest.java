package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random fleets, crashes and troubles of the hub, each from a seed. */
class SimulationTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final TagPath SITE = new TagPath("tags.site");
  private static final CallOptions STAYING_UP =
      CallOptions.DEFAULT.with().stayUp(Duration.ofSeconds(20)).build();

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final CuttingJournal journal = new CuttingJournal(new InMemoryJournal(clock));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noDeviceIsLostAndNoneIsCalledTwice(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<String>> groups = groups(random);
    GroupOptions options = options(random);

    Life last = liveAndMaybeDie(random, options, groups, true);
    for (int life = 1; life < 40 && last.run().status() == RunStatus.RUNNING; life++) {
      last = liveAndMaybeDie(random, options, groups, life < 20);
    }

    assertThat(last.run().status()).as("seed " + seed).isIn(RunStatus.COMPLETED, RunStatus.FAILED);
    String seen = "seed " + seed + " " + hub.calls();
    assertThat(hub.callsThatMayHaveRebooted().values()).as(seen).allMatch(n -> n <= 1);
    assertThat(hub.calls().values()).as(seen).allMatch(n -> n <= BusyRule.DEFAULT.busyAttempts());
    Map<String, String> outcomes = last.outcomes();
    assertThat(outcomes.keySet())
        .as("seed " + seed)
        .containsExactlyInAnyOrderElementsOf(groups.stream().flatMap(List::stream).toList());
    assertThat(outcomes.values())
        .as("seed " + seed + " " + outcomes)
        .doesNotContain("waiting", "calling", "awaiting", "retrying");
    if (options.budget() != null) {
      int most = options.budget().limits().get(0).most();
      assertThat(hub.mostDown()).as("seed " + seed).isLessThanOrEqualTo(most);
    }
    assertThat(Replay.of(journal))
        .as("seed " + seed)
        .isEqualTo(Replay.states(last.drive.fleet(), journal));
  }

  private List<List<String>> groups(SplittableRandom random) {
    List<List<String>> groups = new ArrayList<>();
    for (int group = 0; group <= random.nextInt(3); group++) {
      List<String> devices = new ArrayList<>();
      for (int n = 0; n <= random.nextInt(30); n++) {
        String device = "device-" + group + "-" + n;
        Behavior[] all = Behavior.values();
        hub.add(device, random.nextInt(3) > 0 ? Behavior.REBOOTS : all[random.nextInt(all.length)]);
        hub.tag(device, SITE, "site-" + random.nextInt(4));
        devices.add(device);
      }
      groups.add(devices);
    }
    return groups;
  }

  private static GroupOptions options(SplittableRandom random) {
    GroupOptions options = usual(random);
    if (random.nextBoolean()) {
      TagDownLimit limit = new TagDownLimit(SITE, 1 + random.nextInt(3));
      options = options.with(new DisruptionBudget(null, List.of(limit)));
    }
    return random.nextBoolean() ? options.with(STAYING_UP) : options;
  }

  private static GroupOptions usual(SplittableRandom random) {
    return GroupOptions.DEFAULT
        .with(Pace.inFlight(new Limit(1 + random.nextInt(10), false)))
        .with(
            PollOptions.DEFAULT
                .with()
                .firstPoll(Duration.ofSeconds(1 + random.nextInt(5)))
                .pollEvery(Duration.ofSeconds(5))
                .build())
        .with(
            StopRule.of(
                new Limit(random.nextInt(2) == 0 ? 100 : 20, true),
                new Limit(100, true),
                1 + random.nextInt(20)));
  }

  private Life liveAndMaybeDie(
      SplittableRandom random, GroupOptions options, List<List<String>> groups, boolean mortal) {
    Life life = null;
    if (mortal) {
      journal.cutAt(1 + random.nextInt(25), random.nextInt(2) == 0);
    }
    boolean trouble = mortal && random.nextInt(4) == 0;
    try {
      life = new Life(journal, hub, clock, random.nextLong());
      if (mortal && random.nextInt(2) == 0) {
        life.routes.dieAfterSend = 1 + random.nextInt(8);
      }
      if (trouble) {
        hub.break_(new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused"));
      }
      life.accept();
      life.chain(options, groups);
      life.pass(Duration.ofSeconds(30));
      hub.mend();
      life.pass(Duration.ofMinutes(40));
    } catch (CuttingJournal.Cut cut) {
      hub.mend();
    }
    journal.cutAt(Integer.MAX_VALUE, false);
    Replay.assertSnapshotsAgree(journal);
    return life == null || life.engine.view().run(Life.RUN) == null
        ? liveAndMaybeDie(random, options, groups, false)
        : life;
  }
}
