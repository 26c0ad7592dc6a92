package org.fleetreboot.engine;

import java.util.UUID;

/**
 * The journal as the history of one hub.
 *
 * @param id kept for ever
 * @param epoch one more each time it was taken on
 * @param doubted whether nobody relies on it now
 */
public record JournalView(UUID id, long epoch, boolean doubted) {}
