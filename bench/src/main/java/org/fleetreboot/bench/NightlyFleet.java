package org.fleetreboot.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.RunTrigger;

/**
 * A fleet that is rebooted every night for years. What happens is decided by the rules of the
 * engine and by a fixed seed, so that two fleets of one size have the same history.
 */
final class NightlyFleet {
  static final String HUB = "bench";
  static final String CHAIN = "nightly";
  static final String STEP = "fleet";

  /** How many devices are under way at once. */
  private static final int WAVE = 1_100;

  private static final LocalDate FIRST_NIGHT = LocalDate.of(2024, 1, 1);
  private static final GroupOptions OPTIONS = options();

  /** Takes what happened at one moment: events by stream, in the order of the streams. */
  interface Chronicle {
    void events(String partition, Instant at, Map<StreamId, List<Object>> events);
  }

  private final List<NightlyDevice> devices = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(11);
  private final Chronicle record;

  NightlyFleet(int size, Chronicle record) {
    this.record = record;
    for (int n = 0; n < size; n++) {
      devices.add(new NightlyDevice(HUB, device(n), STEP, begin(0).minus(Duration.ofDays(1))));
    }
  }

  static String device(int n) {
    return "pump-%05d".formatted(n);
  }

  static String run(int night) {
    return CHAIN + "-" + FIRST_NIGHT.plusDays(night);
  }

  static Instant begin(int night) {
    return FIRST_NIGHT.plusDays(night).atTime(LocalTime.of(1, 0)).toInstant(ZoneOffset.UTC);
  }

  private static GroupOptions options() {
    CallOptions call = CallOptions.DEFAULT.with().attempts(2).build();
    return GroupOptions.DEFAULT.with(call);
  }

  /** One night: one run of all devices, wave by wave. */
  void reboot(int night) {
    Instant at = begin(night);
    String run = run(night);
    devices.forEach(device -> device.begin(run, NightlyDevice.Course.of(random.nextInt(1_000))));
    OpenNight open = new OpenNight(run);
    open.run(
        new RunCommand.Accept(
            run,
            CHAIN,
            List.of(HUB),
            at,
            new RunTrigger.Schedule("quartz:" + CHAIN, at),
            Requester.login("schedule"),
            List.of(),
            Map.of(),
            RunMessage.NONE,
            null,
            null));
    open.run(RunCommand.StartStep.ofGroup(STEP, at, List.of(HUB)));
    open.group(new GroupCommand.Start(run, STEP, at, "tags.role = 'pump'", OPTIONS, false));
    List<String> ids = devices.stream().map(device -> device.id).toList();
    open.group(new GroupCommand.AddTargets(at.plusSeconds(2), ids, true));
    Instant wave = at.plusSeconds(5);
    for (int from = 0; from < devices.size(); from += WAVE) {
      wave = open.wave(devices.subList(from, Math.min(devices.size(), from + WAVE)), at, wave);
    }
    Instant end = wave;
    open.group(new GroupCommand.Judge(end, true));
    open.run(open.settled(end));
    open.run(new RunCommand.End(end, null));
    devices.forEach(NightlyDevice::end);
    Instant late = end.plus(Duration.ofHours(3));
    open.devices(late, devices, device -> device.latePoll(late));
  }

  private final class OpenNight {
    private final StreamId runStream;
    private final StreamId groupStream;
    private RunState runState = RunState.INITIAL;
    private GroupState groupState = GroupState.INITIAL;

    OpenNight(String run) {
      runStream = StreamId.run(run);
      groupStream = StreamId.group(HUB, run, STEP);
    }

    void run(RunCommand command) {
      List<RunEvent> events = Run.decide(runState, command);
      for (RunEvent event : events) {
        runState = Run.evolve(runState, event);
      }
      record(runStream, command.now(), events);
    }

    void group(GroupCommand command) {
      List<GroupEvent> events = Group.decide(groupState, command);
      for (GroupEvent event : events) {
        groupState = Group.evolve(groupState, event);
      }
      record(groupStream, command.now(), events);
    }

    RunCommand settled(Instant now) {
      var result = groupState.result();
      if (result == null) {
        throw new IllegalStateException("The group is not settled: " + groupState);
      }
      return new RunCommand.SettleStep(STEP, now, result, groupState.tally(), groupState.reason());
    }

    /** Calls these devices, and waits for all of them; returns when the next wave may begin. */
    Instant wave(List<NightlyDevice> some, Instant groupStarted, Instant at) {
      Instant second = at.plusSeconds(60);
      Instant last = second.plus(OPTIONS.callOptions().confirmWithin()).plusSeconds(30);
      devices(at, some, device -> device.defer(at));
      turns(at, groupStarted, some.stream().filter(device -> !device.isDeferred()).toList());
      turns(second, groupStarted, some);
      Instant tested = second.plusSeconds(47);
      devices(tested, some, device -> device.note(tested));
      devices(last, some, device -> device.lastPoll(last));
      return last.plusSeconds(1);
    }

    private void turns(Instant at, Instant groupStarted, List<NightlyDevice> some) {
      devices(at, some, device -> device.turn(at, groupStarted, OPTIONS, id()));
      devices(at.plusSeconds(1), some, device -> device.answer(at.plusSeconds(1)));
      devices(at.plusSeconds(35), some, device -> device.poll(at.plusSeconds(35)));
    }

    void devices(
        Instant at, List<NightlyDevice> some, Function<NightlyDevice, List<RebootEvent>> act) {
      Map<StreamId, List<Object>> all = new LinkedHashMap<>();
      for (NightlyDevice device : some) {
        List<RebootEvent> events = act.apply(device);
        for (RebootEvent event : events) {
          groupState = Group.evolve(groupState, event);
        }
        if (!events.isEmpty()) {
          all.put(device.stream, List.copyOf(events));
        }
      }
      if (!all.isEmpty()) {
        record.events(StreamId.partitionOf(HUB), at, all);
      }
    }

    private void record(StreamId stream, Instant at, List<?> events) {
      if (!events.isEmpty()) {
        record.events(stream.partition(), at, Map.of(stream, List.copyOf(events)));
      }
    }
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
