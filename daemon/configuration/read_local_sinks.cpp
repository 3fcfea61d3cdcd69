#include <fmt/format.h>

#include "daemon/configuration/read_sinks.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;

constexpr std::size_t most_arguments = 100;

/// A path that a sink writes to: absolute, or from the configuration folder.
std::filesystem::path read_path(SinkReading const& reading, MapReader& map, std::string_view key) {
  std::string const text = map.required_text(key);
  return text.empty() ? std::filesystem::path() : reading.folder / text;
}

}  // namespace

sinks::JournalSettings read_journal(SinkReading const&, SinkId const& id) {
  return {id};
}

sinks::FileSettings read_file(SinkReading const& reading, SinkId const& id, MapReader& map) {
  sinks::FileSettings sink{.id = id, .path = read_path(reading, map, "path")};
  if (yaml::Value const* value = map.child("rotate")) {
    MapReader rotate(reading.file, *value, "rotate", reading.problems);
    if (auto const size = rotate.bytes("size", 1024)) sink.rotation.max_size = *size;
    sink.rotation.every = rotate.duration("every", std::chrono::minutes{1}, std::chrono::days{365});
    if (auto const keep = rotate.integer("keep", 0, 10'000)) sink.rotation.keep = static_cast<std::size_t>(*keep);
    rotate.finish();
  }
  return sink;
}

sinks::CommandSettings read_command(SinkReading const& reading, SinkId const& id, MapReader& map) {
  sinks::CommandSettings sink{.id = id};
  if (map.required_child("command") != nullptr) sink.program.arguments = map.texts("command");
  auto& arguments = sink.program.arguments;
  if (!arguments.empty() && !arguments.front().starts_with('/')) {
    map.report(*map.child("command"), "a command begins with the program's absolute path",
               "no shell is asked: write [/usr/local/bin/notify, --urgent]");
  }
  if (arguments.empty() || arguments.size() > most_arguments) {
    if (map.has("command")) map.report(*map.child("command"), "a command has 1 to 100 parts");
  }
  if (auto const folder = map.text("folder")) sink.program.folder = *folder;
  if (yaml::Value const* environment = map.child("environment")) {
    MapReader values(reading.file, *environment, "environment", reading.problems);
    for (yaml::Entry const& entry : environment->entries) {
      if (auto const value = values.text(entry.key.text)) sink.program.environment.emplace_back(entry.key.text, *value);
    }
  }
  sink.timeout = read_timeout(map, sink.timeout);
  return sink;
}

sinks::FeedFileSettings read_feed_files(SinkReading const& reading, SinkId const& id, MapReader& map) {
  sinks::FeedFileSettings sink{.id = id};
  sink.feed.folder = read_path(reading, map, "folder");
  if (auto const title = map.text("title")) sink.feed.title = *title;
  if (auto const url = map.text("url")) {
    sink.feed.url = url->ends_with('/') ? url->substr(0, url->size() - 1) : *url;
    if (!url->starts_with("https://") && !url->starts_with("http://")) {
      map.report(*map.child("url"), "the folder's url must start with https:// or http://");
    }
  }
  if (auto const most = map.integer("items", 1, 10'000)) sink.feed.most = static_cast<std::size_t>(*most);
  sink.feed.text = text_settings(reading);
  return sink;
}

}  // namespace rasid::configuration
