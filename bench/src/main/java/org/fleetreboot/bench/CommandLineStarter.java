package org.fleetreboot.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fleetreboot.app.command.CommandTree;
import org.fleetreboot.devicesim.hub.LocalHub;

/** Starts runs by {@code fleet-reboot start}: of a chain, of named devices, and of a query. */
final class CommandLineStarter implements RunStarter {
  private final ProgramDirectory place;

  CommandLineStarter(Path directory, LocalHub hub, List<RandomChain> chains) throws IOException {
    this.place = ProgramDirectory.make(directory.resolve("command-line"), hub, chains);
  }

  @Override
  public Started start(Random random, RandomChain chain, List<String> sent) {
    List<String> words = new ArrayList<>(List.of("start"));
    String how;
    if (!chain.isListed()) {
      words.add(chain.name());
      how = "start CHAIN";
    } else if (random.nextBoolean() || sent.stream().anyMatch(id -> id.startsWith("--"))) {
      // On the command line an option's name cannot be the value of another option.
      words.add("--query=" + RandomChain.query(sent));
      how = "start --query";
    } else {
      for (String id : sent) {
        // After a blank, a word that begins with a dash is an option.
        words.addAll(
            id.startsWith("-") || random.nextBoolean()
                ? List.of("--device=" + id)
                : List.of("--device", id));
      }
      how = "start --device";
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int exit = CommandTree.execute(place.environment(stream), words.toArray(String[]::new));
    if (exit > 1) {
      throw new GuaranteeViolation(words + " ends with " + exit + ": " + said);
    }
    // Named devices start their own run, not a run of the chain.
    Set<String> meant = chain.isListed() ? Set.copyOf(sent) : chain.calls(sent);
    return new Started(how, meant, said.toString(StandardCharsets.UTF_8));
  }
}
