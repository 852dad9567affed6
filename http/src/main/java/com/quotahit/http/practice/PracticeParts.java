package com.quotahit.http.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.practice.CallAnnouncement;
import com.quotahit.actors.practice.CallNews;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.workspace.TeamsPort;
import com.quotahit.persistence.practice.PracticeQueries;

/** What all endpoints of practice stand on. */
public record PracticeParts(
    Entities entities,
    Blocking blocking,
    PracticeQueries queries,
    PracticeCatalog catalog,
    RecordingStorePort recordings,
    VoiceLines voice,
    CallAnnouncement announcement,
    CallNews news,
    TeamsPort teams) {}
