package org.fleetreboot.journal;

/** Where a subscription stands in a partition. */
public record SavedCheckpoint(String subscription, String partition, Position position) {}
