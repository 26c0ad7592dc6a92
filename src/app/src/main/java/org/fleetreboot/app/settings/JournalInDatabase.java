package org.fleetreboot.app.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresConnections;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.journal.postgres.read.PostgresReader;
import org.fleetreboot.nodes.NodeList;
import org.fleetreboot.nodes.NodeView;
import org.fleetreboot.nodes.Nodes;

/**
 * A journal in PostgreSQL, which several nodes share.
 *
 * @param state the folder of this user in which the nodes of this machine leave their addresses
 */
public record JournalInDatabase(PostgresAddress address, Path state) implements JournalLocation {
  @Override
  public boolean isThere() {
    return PostgresReader.isThere(address);
  }

  @Override
  public JournalReader openReadOnly() {
    if (!isThere()) {
      throw ProgramFailure.setup(
          "There is no journal at %s yet: start a run first, or name another one with --journal."
              .formatted(address));
    }
    return PostgresReader.open(address);
  }

  /** Whether a node works with it, on whatever machine. */
  public boolean isWorkedWith() {
    if (!isThere()) {
      return false;
    }
    try (PostgresReader reader = PostgresReader.open(address)) {
      return reader.isWorkedWith();
    }
  }

  /**
   * Checks that no node works with it, whose work would end if another program took it over.
   *
   * @throws ProgramFailure if one does
   */
  public void requireIdle() {
    if (isWorkedWith()) {
      throw ProgramFailure.setup(
          "A node on another machine, or of another user, works with journal %s: give the order there, or stop that node first."
              .formatted(address));
    }
  }

  /**
   * Joins the nodes that share it.
   *
   * @param hold identifies this opening of the journal
   */
  public Nodes join(UUID hold, InstantSource clock) {
    return Nodes.join(
        nodeName() + "-" + hold.toString().substring(0, 8),
        ProgramName.version(),
        PostgresConnections.source(address),
        clock);
  }

  private static String nodeName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "node";
    }
  }

  /** The nodes that share it, by name. */
  public List<NodeView> allNodes() {
    try {
      return NodeList.of(PostgresConnections.source(address));
    } catch (SQLException failed) {
      throw PostgresErrors.whileOpening(address, failed);
    }
  }

  @Override
  public Optional<Holder> program() {
    return nodes().alive();
  }

  @Override
  public Path apiFile(Holder program) {
    return nodes().file(program);
  }

  private LocalNodes nodes() {
    return LocalNodes.of(state, address);
  }

  /** There is no archive beside a database. */
  @Override
  public String nameOf(Archive archive) {
    return archive.file();
  }

  @Override
  public String shortName() {
    return address.place();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
