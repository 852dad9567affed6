/**
 * Practice calls as they happen: the buyer who answers, the desk that lets a client join, coaching,
 * scoring, and the careful reading of what a learner brings along.
 */
@NullMarked
package com.quotahit.actors.practice;

import org.jspecify.annotations.NullMarked;
