package org.fleetreboot.app.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.view.FleetProjection;
import org.fleetreboot.engine.view.FleetView;
import org.fleetreboot.engine.view.RunView;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.lock.Holder;

/**
 * Records what people want while no program runs: the next start finds it in the journal. It needs
 * no hub: nothing is called, nothing is read, and no route is started.
 */
public final class OfflineControl {
  /** In the name of every hub there, whose port is the usual one. */
  private static final String OF_AZURE = ".azure-devices.";

  private OfflineControl() {}

  /** As {@link #tell(Settings, ProcessEnvironment, Function)}, about a run, whose hub it knows. */
  public static boolean tell(
      Settings settings,
      ProcessEnvironment environment,
      String run,
      Function<Control, CompletionStage<Boolean>> order) {
    Path file = file(settings, environment);
    ControlOptions kept = recordedIn(file);
    try (kept;
        FileJournal journal = JournalFile.open(file, environment.clock())) {
      RunView known = FleetProjection.read(journal).run(run);
      if (known == null) {
        throw ProgramFailure.setup(
            "%s has no run '%s'; ./fleet-reboot list shows its runs.".formatted(file, run));
      }
      return tell(journal, settings, environment, known.hub(), order);
    }
  }

  /**
   * Has it recorded; returns whether that changed anything.
   *
   * @throws org.fleetreboot.journal.JournalInUse when a program runs after all
   * @throws org.fleetreboot.journal.file.HubInUse when one works with the hub by another journal
   */
  public static boolean tell(
      Settings settings,
      ProcessEnvironment environment,
      Function<Control, CompletionStage<Boolean>> order) {
    Path file = file(settings, environment);
    ControlOptions kept = recordedIn(file);
    try (kept;
        FileJournal journal = JournalFile.open(file, environment.clock())) {
      String hub = settings.get(Setting.HUB);
      return tell(
          journal,
          settings,
          environment,
          hub.isEmpty() ? onlyHub(FleetProjection.read(journal), file) : hub,
          order);
    }
  }

  /** Closed when the order is recorded: nobody is to take that for a program at work. */
  private interface ControlOptions extends AutoCloseable {
    @Override
    void close();
  }

  private static ControlOptions recordedIn(Path file) {
    ProgramPresence before = ProgramPresence.of(file);
    return () -> before.outlast(file);
  }

  private static Path file(Settings settings, ProcessEnvironment environment) {
    Path file = environment.resolve(settings.get(Setting.JOURNAL));
    if (Files.notExists(file)) {
      throw ProgramFailure.setup(
          "There is no journal at %s yet: start a run first, or name another file with --journal."
              .formatted(file));
    }
    return file;
  }

  private static String onlyHub(FleetView view, Path file) {
    List<String> hubs = view.runs().stream().map(RunView::hub).distinct().toList();
    if (hubs.size() != 1) {
      throw ProgramFailure.setup(
          "%s has runs of %d hubs: choose one with -P reboot.hub=NAME, as ./fleet-reboot list --json shows it."
              .formatted(file, hubs.size()));
    }
    return hubs.get(0);
  }

  /** A program that works with the hub by another journal would call on, whatever is written. */
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

  /** Where the hub is; empty when neither the variables nor its name say so. */
  private static Optional<HubEndpoint> endpoint(
      Settings settings, ProcessEnvironment environment, String hub) {
    if (HubAccess.isNamed(environment)) {
      HubAccess access = HubAccess.of(environment);
      if (access.nameIn(settings).equals(hub)) {
        return Optional.of(access.endpoint());
      }
    }
    return hub.contains(OF_AZURE) ? Optional.of(HubEndpoint.of(hub)) : Optional.empty();
  }

  private static boolean tell(
      FileJournal journal,
      Settings settings,
      ProcessEnvironment environment,
      String hub,
      Function<Control, CompletionStage<Boolean>> order) {
    requireFree(settings, environment, hub);
    EngineSettings engineSettings =
        EngineSettings.of(hub)
            .withResumeWithin(settings.get(Setting.RESUME_WITHIN))
            .withJournalAt(
                JournalFile.place(journal, RebootProgram.placeName(settings)), List.of());
    try (DurableEngine engine = DurableEngine.open(journal, engineSettings, environment.clock())) {
      return order.apply(engine.control()).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
