package org.fleetreboot.journal.projection;

/** A group of a run: one step of it on one hub. */
public record RunGroup(String step, String hub, GroupFold fold) {}
