package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;

/** Starts runs of a running program: by a file, a message of a route, and an HTTP request. */
final class TriggerStarter implements RunStarter, AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(5);

  /**
   * One folder for the files of each chain, and one whose files become messages: on {@code seda:},
   * because a broker takes longer to start than all runs take.
   */
  private static final String TRIGGERS =
      """
      - route:
          id: NAME-file
          from:
            uri: "file:FOLDER/NAME"
            parameters: { delay: 20, initialDelay: 0, readLock: none, delete: true }
            steps:
              - to: { uri: "reboot-run:NAME", parameters: { body: devices } }
      - route:
          id: NAME-messages
          from:
            uri: "file:FOLDER/NAME-message"
            parameters: { delay: 20, initialDelay: 0, readLock: none, delete: true }
            steps:
              - convertBodyTo: { type: String }
              - removeHeaders: { pattern: "CamelFile*" }
              - to: { uri: "seda:NAME" }
      - route:
          id: NAME-seda
          from:
            uri: "seda:NAME"
            steps:
              - to: { uri: "reboot-run:NAME", parameters: { body: devices } }
      """;

  /** The ways to start a chain with given devices. */
  private static final List<String> LISTED =
      List.of("file", "message", "HTTP targets", "HTTP body");

  private final Path folder;
  private final RebootProgram program;
  private final ApiClient api;
  private final Set<String> ended = new HashSet<>();
  private int files;
  private int listed;

  TriggerStarter(Path directory, LocalHub hub, List<RandomChain> chains) throws IOException {
    ProgramDirectory place = ProgramDirectory.make(directory.resolve("program"), hub, chains);
    folder = place.directory().resolve("drop");
    Files.writeString(
        place.directory().resolve("routes/triggers.yaml"),
        chains.stream()
            .filter(RandomChain::isListed)
            .map(chain -> TRIGGERS.replace("NAME", chain.name()).replace("FOLDER", "" + folder))
            .collect(Collectors.joining()));
    ProcessEnvironment environment = place.environment(System.err);
    HubTrust.install(environment);
    Settings settings = Settings.read(environment, Map.of());
    program = RebootProgram.open(settings, environment, Hubs.of(settings, environment));
    program.start(true);
    api =
        ApiClient.of(new JournalInFile(place.directory().resolve("data/journal.db"))).orElseThrow();
  }

  @Override
  public Started start(Random random, RandomChain chain, List<String> sent) throws Exception {
    List<ListFormat> forms = List.of(ListFormat.values());
    ListFormat form = forms.get(random.nextInt(forms.size()));
    String name = chain.name();
    String how = "HTTP chain";
    if (chain.isListed()) {
      how = LISTED.get(listed++ % LISTED.size());
    }
    switch (how) {
      case "file" -> drop(name, form, sent);
      case "message" -> drop(name + "-message", form, sent);
      case "HTTP targets" -> post(Map.of("chain", name, "targets", sent));
      case "HTTP body" -> post(Map.of("chain", name, "body", form.write(sent)));
      default -> post(Map.of("chain", name));
    }
    return new Started(how, chain.calls(sent), awaitEnd(name));
  }

  private void post(Map<String, Object> body) {
    if (api.ask("POST", "/api/runs", new LinkedHashMap<>(body)).isEmpty()) {
      throw new GuaranteeViolation("The program has ended.");
    }
  }

  private void drop(String to, ListFormat form, List<String> ids) throws IOException {
    Path into = Files.createDirectories(folder.resolve(to));
    String name = ++files + form.ending();
    Path part = Files.writeString(into.resolve("." + name), form.write(ids));
    Files.move(part, into.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits for the end of the one requested run. */
  private String awaitEnd(String chain) throws InterruptedException {
    long until = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < until) {
      Optional<RunView> run =
          program
              .fleet()
              .view()
              .runs(RunFilter.ALL.ofChain(chain), PageRequest.first(PageRequest.MOST))
              .items()
              .stream()
              .filter(one -> one.endedAt() != null)
              .filter(one -> !ended.contains(one.run()))
              .findFirst();
      if (run.isPresent()) {
        ended.add(run.get().run());
        return run.get() + " " + program.fleet().view().devices(run.get().run());
      }
      Thread.sleep(5);
    }
    throw new GuaranteeViolation("No run of " + chain + " ended within " + LONG);
  }

  @Override
  public void close() {
    program.close();
  }
}
