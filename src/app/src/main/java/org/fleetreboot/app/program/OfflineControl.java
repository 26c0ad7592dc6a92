package org.fleetreboot.app.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.NamedHub;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.nodes.Nodes;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Records commands while no program runs; the next start finds them in the journal. It needs no
 * hub: it calls and reads nothing, and starts no route.
 */
public final class OfflineControl {
  /** In the host name of every hub in Azure, which uses the default port. */
  private static final String OF_AZURE = ".azure-devices.";

  private OfflineControl() {}

  /**
   * Records a command in the journal, or has the node that works with a database carry it out;
   * returns whether that changed anything.
   *
   * @param run the run that it is about, which knows its hub; null for all runs
   * @param refusal what to record instead if it is refused, for that reason
   * @throws org.fleetreboot.journal.JournalInUse when a program runs after all
   * @throws org.fleetreboot.journal.file.HubInUse when a program with another journal works with
   *     the hub
   */
  public static boolean record(
      Settings settings,
      ProcessEnvironment environment,
      @Nullable String run,
      Function<Control, CompletionStage<Boolean>> command,
      Function<String, RefusedOrder> refusal) {
    JournalLocation location = existing(settings, environment);
    if (location instanceof JournalInFile place) {
      Path file = place.file();
      ProgramPresence before = ProgramPresence.of(file);
      try (OpenJournal journal = OpenJournal.of(location, environment.clock())) {
        return record(journal, settings, environment, run, command, refusal);
      } finally {
        // What was just written to the journal does not mean that a program works on it.
        before.outlast(file);
      }
    }
    JournalInDatabase database = (JournalInDatabase) location;
    if (database.isWorkedWith()) {
      try (Nodes sender = database.join(UUID.randomUUID(), environment.clock())) {
        sender.send();
        return carryOut(sender.others().control(), command, refusal);
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
    try (OpenJournal journal = OpenJournal.of(location, environment.clock())) {
      return record(journal, settings, environment, run, command, refusal);
    }
  }

  /** Whether a node works with the journal, so that an order is carried out there, and now. */
  public static boolean isPassedOn(Settings settings, ProcessEnvironment environment) {
    return JournalLocation.of(settings, environment) instanceof JournalInDatabase database
        && database.isWorkedWith();
  }

  /**
   * The hubs that an engine needs to take the order: those of the run and of all open runs, or else
   * those of the newest run.
   */
  private static Set<String> hubs(
      @Nullable String run, JournalReader journal, Settings settings, JournalLocation location) {
    Set<String> hubs = new TreeSet<>();
    if (run != null) {
      hubs.addAll(hubsOf(known(run, journal, location), journal));
    }
    Pages.all(page -> journal.view().runs(RunFilter.OPEN, page))
        .forEach(open -> hubs.addAll(hubsOf(open, journal)));
    String named = settings.get(Setting.HUB);
    if (hubs.isEmpty() && !named.isEmpty()) {
      hubs.add(named);
    }
    if (hubs.isEmpty()) {
      journal
          .view()
          .runs(RunFilter.ALL, PageRequest.first(1))
          .items()
          .forEach(newest -> hubs.addAll(hubsOf(newest, journal)));
    }
    if (hubs.isEmpty()) {
      throw ProgramFailure.setup(
          "%s has no run yet: name the hub with -P reboot.hub=NAME.".formatted(location));
    }
    return hubs;
  }

  private static RunView known(String run, JournalReader journal, JournalLocation location) {
    RunView known = journal.view().run(run);
    if (known == null) {
      throw ProgramFailure.setup(
          journal
              .archiveOf(run)
              .map(archive -> ArchiveSentence.ofLeft(run, archive, location))
              .orElse(
                  "%s has no run '%s'; ./fleet-reboot list shows its runs."
                      .formatted(location, run)));
    }
    return known;
  }

  /** Those that the program worked with when it accepted the run. */
  private static List<String> hubsOf(RunView run, JournalReader journal) {
    for (RecordedEvent first : journal.read(StreamId.run(run.run()), 0, 1)) {
      if (new EventCodec().decode(first) instanceof RunEvent.RunAccepted accepted) {
        return accepted.hubs();
      }
    }
    return run.hubs();
  }

  private static JournalLocation existing(Settings settings, ProcessEnvironment environment) {
    JournalLocation location = JournalLocation.of(settings, environment);
    if (!location.isThere()) {
      throw ProgramFailure.setup(
          "There is no journal at %s yet: start a run first, or name another one with --journal."
              .formatted(location));
    }
    return location;
  }

  /**
   * A program that uses another journal for this hub would continue calling, whatever is recorded
   * here.
   */
  private static void requireFree(Settings settings, ProcessEnvironment environment, String hub) {
    Path locks = settings.machineFolders(environment).locks();
    Optional<HubEndpoint> endpoint = endpoint(settings, environment, hub);
    if (endpoint.isPresent()) {
      HubLock.requireFree(locks, endpoint.get());
      return;
    }
    List<Holder> holders = HubLock.holders(locks);
    if (!holders.isEmpty()) {
      Holder first = holders.get(0);
      throw ProgramFailure.setup(
          "Another program (%s%s) works with a hub, and it is unknown whether that is '%s': set IOTHUB_CONNECTION_STRING or IOTHUB_HOSTNAME as for that program, and try again."
              .formatted(
                  first.process(),
                  first.said().map(journal -> " with journal " + journal).orElse(""),
                  hub));
    }
  }

  /** The hub's address; empty if neither the variables nor its name tell it. */
  private static Optional<HubEndpoint> endpoint(
      Settings settings, ProcessEnvironment environment, String hub) {
    Optional<NamedHub> named =
        Hubs.areNamed(settings, environment)
            ? Hubs.of(settings, environment).find(hub)
            : Optional.empty();
    if (named.isPresent()) {
      return named.map(known -> known.access().endpoint());
    }
    return hub.contains(OF_AZURE) ? Optional.of(HubEndpoint.of(hub)) : Optional.empty();
  }

  private static boolean record(
      OpenJournal own,
      Settings settings,
      ProcessEnvironment environment,
      @Nullable String run,
      Function<Control, CompletionStage<Boolean>> command,
      Function<String, RefusedOrder> refusal) {
    Set<String> hubs = hubs(run, own.journal(), settings, own.location());
    hubs.forEach(hub -> requireFree(settings, environment, hub));
    own.take(hubs);
    EngineSettings engineSettings =
        EngineSettings.of(hubs.stream().map(HubSettings::of).toList())
            .withResumeWithin(settings.get(Setting.RESUME_WITHIN))
            .withJournalAt(own.place(RebootProgram.placeName(settings)));
    try (DurableEngine engine =
        DurableEngine.open(own.journal(), engineSettings, environment.clock())) {
      return carryOut(engine.control(), command, refusal);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static boolean carryOut(
      Control control,
      Function<Control, CompletionStage<Boolean>> command,
      Function<String, RefusedOrder> refusal) {
    try {
      return command.apply(control).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ControlRefused refused) {
        String why = String.valueOf(refused.getMessage());
        var unused = control.refused(refusal.apply(why)).toCompletableFuture().join();
      }
      throw e;
    }
  }
}
