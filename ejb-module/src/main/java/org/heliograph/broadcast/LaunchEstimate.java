package org.heliograph.broadcast;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * What a launch would do now.
 *
 * @param recipients who would be frozen
 * @param duplicates how often one of those chosen is named again, by another target, tag or number
 * @param optedOut chosen, but opted out of every step
 * @param excluded chosen, but left out by the audience's exclusions, beyond those
 * @param steps one for each step of the chain
 * @param madeAt the moment it speaks of
 */
public record LaunchEstimate(
        long recipients, long duplicates, long optedOut, long excluded, List<StepEstimate> steps, Instant madeAt)
        implements Serializable {}
