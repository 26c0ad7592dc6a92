package org.fleetreboot.app.explain;

import java.time.Instant;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.ProgramPresence;

/**
 * What is known besides the journal.
 *
 * @param program whether a program works on the open runs
 * @param hubs what that program says of its hubs
 */
public record Conditions(ProgramPresence program, HubStates hubs, Instant now) {}
