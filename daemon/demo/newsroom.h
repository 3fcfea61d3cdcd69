#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "daemon/demo/local_server.h"
#include "extractors/model/diagnostic.h"
#include "extractors/model/time.h"

namespace rasid::demo {

struct SampleFeed {
  std::string id;
  std::string title;
  std::string language;
  std::string format;   // "rss20", "atom10", "json1"
  std::string path;     // "/daily/rss.xml"
  std::string charset;  // of an XML feed; "utf-8" where the file says nothing
};

struct SampleArticle {
  std::string feed;
  std::string language;
  std::string title;
  std::string author;
  Duration after{};  // released so long after the start of a round
  std::string path;  // of its page
  bool full = true;  // the feed carries the whole text; otherwise the summary, and the page the rest
  std::string summary;
  std::vector<std::string> paragraphs;
};

/// A few publishers with original articles, which are released one after the other. Reads config/demo.
struct Newsroom {
  Timestamp date{};  // of everything it reports: offices are resolved by it
  std::vector<SampleFeed> feeds;
  std::vector<SampleArticle> articles;  // by time of release

  static std::expected<Newsroom, Diagnostics> load(std::filesystem::path const& folder);
};

/// An article in the feeds.
struct Edition {
  std::size_t article;  // index into Newsroom::articles
  unsigned round;       // from 1; part of the GUID, so that a later round is news to a reader
};

/// The answer to a GET for a feed or a page of the newsroom; status 404 for anything else. `base` is
/// "http://host:port". Feeds carry an ETag, and a question that names it is answered 304.
HttpAnswer answer(Newsroom const& newsroom, std::vector<Edition> const& released, std::string const& base,
                  HttpQuestion const& question);

}  // namespace rasid::demo
