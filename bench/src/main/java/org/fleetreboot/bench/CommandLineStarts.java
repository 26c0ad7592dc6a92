package org.fleetreboot.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fleetreboot.app.command.CommandTree;
import org.fleetreboot.devicesim.hub.LocalHub;

/** Runs by {@code fleet-reboot start}: of a chain, of named devices, and of a query. */
final class CommandLineStarts implements RunStarts {
  private final ProgramPlace place;

  CommandLineStarts(Path directory, LocalHub hub, List<RandomChain> chains) throws IOException {
    this.place = ProgramPlace.make(directory.resolve("command-line"), hub, chains);
  }

  @Override
  public Started start(Random random, RandomChain chain, List<String> sent) {
    List<String> words = new ArrayList<>(List.of("start"));
    boolean quotable = sent.stream().noneMatch(id -> id.indexOf('\'') >= 0);
    String how;
    if (!chain.isListed()) {
      words.add(chain.name());
      how = "start CHAIN";
    } else if (quotable && random.nextBoolean()) {
      words.add("--query=deviceId IN ['" + String.join("', '", sent) + "']");
      how = "start --query";
    } else {
      for (String id : sent) {
        // Behind a blank, what begins with a dash is an option.
        words.addAll(
            id.startsWith("-") || random.nextBoolean()
                ? List.of("--device=" + id)
                : List.of("--device", id));
      }
      how = "start --device";
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int exit = CommandTree.execute(place.surroundings(stream), words.toArray(String[]::new));
    if (exit > 1) {
      throw new BrokenPromise(words + " ends with " + exit + ": " + said);
    }
    return new Started(how, said.toString(StandardCharsets.UTF_8));
  }
}
