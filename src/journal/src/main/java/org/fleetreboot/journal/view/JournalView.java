package org.fleetreboot.journal.view;

import java.util.UUID;

/**
 * The journal as the history of one hub.
 *
 * @param id never changes
 * @param epoch starts at 1, and grows by one each time the journal is adopted
 * @param doubted whether the journal may lack calls, so that no device is called
 */
public record JournalView(UUID id, long epoch, boolean doubted) {}
