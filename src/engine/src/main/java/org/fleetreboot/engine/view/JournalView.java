package org.fleetreboot.engine.view;

import java.util.UUID;

/**
 * The journal as the history of one hub.
 *
 * @param id kept for ever
 * @param epoch starts at 1 and grows by one each time the journal is adopted
 * @param doubted whether nobody relies on it now
 */
public record JournalView(UUID id, long epoch, boolean doubted) {}
