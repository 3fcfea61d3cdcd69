// The example watches and feeds must speak of things that are shipped too.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "extractors/entities/load_catalogue.h"
#include "extractors/yaml/yaml.h"

namespace rasid::entities {
namespace {

namespace fs = std::filesystem;
fs::path const config = fs::path(RASID_SOURCE_DIR) / "config";

/// The items of the list `list` in every YAML file of a folder of config/.
std::vector<yaml::Value> items_of(std::string const& folder, std::string const& list) {
  std::vector<yaml::Value> out;
  for (fs::directory_entry const& entry : fs::directory_iterator(config / folder)) {
    if (entry.path().extension() != ".yaml") continue;
    auto const file = yaml::load(entry.path(), entry.path().filename().string());
    if (!file) {
      ADD_FAILURE() << render(file.error());
      continue;
    }
    yaml::Value const* items = file->root.find(list);
    if (items != nullptr) out.insert(out.end(), items->items.begin(), items->items.end());
  }
  return out;
}

std::string text_of(yaml::Value const& item, std::string_view key) {
  yaml::Value const* value = item.find(key);
  return value == nullptr ? "" : value->text;
}

std::set<std::string> ids_of(std::vector<yaml::Value> const& items) {
  std::set<std::string> ids;
  for (yaml::Value const& item : items) EXPECT_TRUE(ids.insert(text_of(item, "id")).second) << text_of(item, "id");
  return ids;
}

TEST(ShippedWatches, NameOnlyActorsPlacesGroupsAndFeedsThatAreShipped) {
  auto const loaded = load_catalogue(config);
  ASSERT_TRUE(loaded.has_value());
  Catalogue const& catalogue = **loaded;
  std::set<std::string> const feeds = ids_of(items_of("feeds.d", "feeds"));
  std::vector<yaml::Value> const watches = items_of("rules.d", "watches");
  EXPECT_GE(ids_of(watches).size(), 6U);
  std::regex const term(R"re((actor|place|feed):(?:"([^"]*)"|([^\s()]+)))re");
  for (yaml::Value const& watch : watches) {
    std::string when = text_of(watch, "when");
    if (yaml::Value const* const steps = watch.find("sequence")) {
      for (yaml::Value const& step : steps->items) when += text_of(step, "when") + " ";
    }
    EXPECT_FALSE(when.empty()) << text_of(watch, "id");
    for (std::sregex_iterator at(when.begin(), when.end(), term), end; at != end; ++at) {
      std::string const kind = (*at)[1];
      std::string const word = (*at)[2].matched ? (*at)[2] : (*at)[3];
      bool known = false;
      if (kind == "feed") known = feeds.contains(word);
      if (kind == "place") known = word == "*" || !catalogue.places_named(word).empty();
      if (kind == "actor" && word.starts_with('@')) known = !catalogue.group(word.substr(1)).empty();
      if (kind == "actor" && !word.starts_with('@')) known = !catalogue.actors_named(word).empty();
      EXPECT_TRUE(known) << kind << ":" << word << " in " << text_of(watch, "id");
    }
  }
}

TEST(ShippedFeeds, AreAskedForOverTlsAndHaveIdsOfTheirOwn) {
  std::vector<yaml::Value> const feeds = items_of("feeds.d", "feeds");
  EXPECT_EQ(ids_of(feeds).size(), feeds.size());
  for (yaml::Value const& feed : feeds)
    EXPECT_TRUE(text_of(feed, "url").starts_with("https://")) << text_of(feed, "id");
}

TEST(DemonstrationNewsroom, HasArticlesOfEveryPublisherItLists) {
  auto const newsroom = yaml::load(config / "demo" / "newsroom.yaml", "newsroom.yaml");
  ASSERT_TRUE(newsroom.has_value());
  std::set<std::string> const feeds = ids_of(newsroom->root.find("feeds")->items);
  std::set<std::string> used;
  for (fs::directory_entry const& entry : fs::directory_iterator(config / "demo" / "newsroom")) {
    auto const file = yaml::load(entry.path(), entry.path().filename().string());
    ASSERT_TRUE(file.has_value()) << render(file.error());
    for (auto const* key : {"feed", "lang", "title", "text", "after", "path", "kind"}) {
      EXPECT_FALSE(text_of(file->root, key).empty()) << file->name << " " << key;
    }
    EXPECT_TRUE(parse_duration(text_of(file->root, "after"))) << file->name;
    EXPECT_EQ(text_of(file->root, "kind") == "summary", !text_of(file->root, "summary").empty()) << file->name;
    used.insert(text_of(file->root, "feed"));
  }
  EXPECT_EQ(used, feeds);
}

}  // namespace
}  // namespace rasid::entities
