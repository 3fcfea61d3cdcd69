#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/stories/index.h"
#include "daemon/stories/read_traits.h"
#include "extractors/entities/load_catalogue.h"
#include "extractors/yaml/yaml.h"

namespace rasid::stories {

/// An article with the story it belongs to.
struct Labelled {
  Article article;
  std::string story;
};

inline constexpr Timestamp first_day{std::chrono::sys_days{std::chrono::year{2020} / 6 / 26}};

/// tests/stories/NAME.yaml, by time.
inline std::vector<Labelled> labelled(std::string const& name) {
  auto const file = yaml::load(std::filesystem::path(RASID_SOURCE_DIR) / "tests/stories" / (name + ".yaml"), name);
  std::vector<Labelled> out;
  Diagnostics problems;
  if (!file) return out;
  for (yaml::Value const& story : file->root.find("stories")->items) {
    for (yaml::Value const& each : story.find("articles")->items) {
      Labelled& article = out.emplace_back();
      article.story = story.find("story")->text;
      article.article.id.value = article.story + std::to_string(out.size());
      article.article.feed.value = "feed" + std::to_string(out.size());
      article.article.title = each.find("title")->text;
      article.article.body = each.find("text")->text;
      article.article.language = each.find("lang")->text;
      article.article.fetched = first_day + *parse_duration(each.find("after")->text);
    }
  }
  std::ranges::stable_sort(out, {}, [](Labelled const& each) { return each.article.fetched; });
  return out;
}

/// The sample newsroom with its labels, in the order of release.
inline std::vector<Labelled> labelled_newsroom() {
  std::filesystem::path const config = std::filesystem::path(RASID_SOURCE_DIR) / "config";
  auto const labels = yaml::load(std::filesystem::path(RASID_SOURCE_DIR) / "tests/stories/newsroom.yaml", "newsroom");
  auto const newsroom = yaml::load(config / "demo/newsroom.yaml", "newsroom.yaml");
  std::vector<Labelled> out;
  if (!labels || !newsroom) return out;
  Timestamp const date = parse_rfc3339(newsroom->root.find("date")->text).value();
  for (yaml::Entry const& entry : labels->root.find("articles")->entries) {
    auto const file = yaml::load(config / "demo/newsroom" / (entry.key.text + ".yaml"), entry.key.text);
    if (!file) continue;
    Labelled& article = out.emplace_back();
    article.story = entry.value.text;
    article.article.id.value = entry.key.text;
    article.article.feed.value = file->root.find("feed")->text;
    article.article.title = file->root.find("title")->text;
    article.article.body = file->root.find("text")->text;
    article.article.language = file->root.find("lang")->text;
    article.article.published = date;
    article.article.fetched = date + *parse_duration(file->root.find("after")->text);
  }
  std::ranges::stable_sort(out, {}, [](Labelled const& each) { return each.article.fetched; });
  return out;
}

/// How many pairs of articles were put into one story, and were right to be.
struct Quality {
  std::size_t joined = 0;
  std::size_t rightly = 0;
  std::size_t should = 0;
  std::string wrong;  // what was joined wrongly, or was not; a line each

  [[nodiscard]] double precision() const {
    return joined == 0 ? 1 : static_cast<double>(rightly) / static_cast<double>(joined);
  }
  [[nodiscard]] double recall() const {
    return should == 0 ? 1 : static_cast<double>(rightly) / static_cast<double>(should);
  }
};

/// Puts the articles through an index one after the other, as decide does.
inline std::vector<std::string> told_stories(std::vector<Labelled> const& articles, Extractors const& extractors,
                                             Settings const& settings) {
  Index index;
  std::vector<std::string> out;
  std::int64_t number = 0;
  for (Labelled const& each : articles) {
    Traits const traits = read_traits(each.article, extractors.extract(each.article), extractors.catalogue());
    auto const found = index.find(traits, settings);
    StoryId const story = found ? found->story : StoryId{each.article.id.value};
    for (std::int64_t const old : index.superfluous(story, traits.arrived, settings)) index.forget(old);
    index.add(++number, story, traits);
    out.push_back(story.value);
  }
  return out;
}

inline Quality quality(std::vector<Labelled> const& articles, std::vector<std::string> const& told) {
  Quality out;
  for (std::size_t a = 0; a < articles.size(); ++a) {
    for (std::size_t b = a + 1; b < articles.size(); ++b) {
      bool const same = articles[a].story == articles[b].story;
      bool const joined = told[a] == told[b];
      out.should += same ? 1 : 0;
      out.joined += joined ? 1 : 0;
      out.rightly += same && joined ? 1 : 0;
      if (same == joined) continue;
      out.wrong += (joined ? "  joined wrongly: " : "  missed: ") + articles[a].article.language + " " +
                   articles[a].article.id.value + " | " + articles[b].article.language + " " +
                   articles[b].article.id.value + "\n";
    }
  }
  return out;
}

}  // namespace rasid::stories
