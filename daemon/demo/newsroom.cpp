#include "daemon/demo/newsroom.h"

#include <iterator>

#include <fmt/format.h>

#include "daemon/configuration/read_settings.h"
#include "extractors/yaml/yaml.h"

namespace rasid::demo {
namespace {

/// Paragraphs are separated by blank lines.
std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t const end = text.find("\n\n");
    std::string_view paragraph = text.substr(0, end);
    while (paragraph.ends_with('\n')) paragraph.remove_suffix(1);
    if (!paragraph.empty()) out.emplace_back(paragraph);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  }
  return out;
}

SampleFeed read_feed(yaml::File const& file, yaml::Value const& value, Diagnostics& problems) {
  yaml::MapReader map(file, value, "feed", problems);
  SampleFeed feed;
  feed.id = map.required_text("id");
  feed.title = map.required_text("title");
  feed.language = map.required_text("lang");
  feed.format = map.choice("format", {"rss20", "atom10", "json1"}).value_or("rss20");
  feed.path = map.required_text("path");
  feed.charset = map.text("charset").value_or("utf-8");
  map.finish();
  return feed;
}

SampleArticle read_article(yaml::File const& file, Diagnostics& problems) {
  yaml::MapReader map(file, file.root, "article", problems);
  SampleArticle article;
  article.feed = map.required_text("feed");
  article.language = map.required_text("lang");
  article.title = map.required_text("title");
  article.author = map.text("author").value_or("");
  article.after = map.duration("after").value_or(Duration{0});
  article.path = map.required_text("path");
  article.full = map.choice("kind", {"full", "summary"}) != "summary";
  article.paragraphs = paragraphs_of(map.required_text("text"));
  article.summary = map.text("summary").value_or(article.paragraphs.empty() ? "" : article.paragraphs.front());
  map.finish();
  return article;
}

}  // namespace

std::expected<Newsroom, Diagnostics> Newsroom::load(std::filesystem::path const& folder) {
  Newsroom newsroom;
  Diagnostics problems;
  auto const file = yaml::load(folder / "newsroom.yaml", "demo/newsroom.yaml");
  if (!file) return std::unexpected(Diagnostics{file.error()});
  yaml::MapReader map(*file, file->root, "newsroom", problems);
  (void)map.integer("version", 1, 1);
  newsroom.date = map.timestamp("date").value_or(SystemClock{}.now());
  for (yaml::Value const* value : map.items("feeds")) newsroom.feeds.push_back(read_feed(*file, *value, problems));
  map.finish();
  for (auto const& path : configuration::yaml_files(folder / "newsroom")) {
    auto const article = yaml::load(path, "demo/newsroom/" + path.filename().string());
    if (article) {
      newsroom.articles.push_back(read_article(*article, problems));
    } else {
      problems.push_back(article.error());
    }
  }
  std::ranges::stable_sort(newsroom.articles, {}, &SampleArticle::after);
  if (has_errors(problems)) return std::unexpected(std::move(problems));
  return newsroom;
}

}  // namespace rasid::demo
