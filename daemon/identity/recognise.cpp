#include "daemon/identity/recognise.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "daemon/identity/fingerprint.h"

namespace rasid::identity {
namespace {

/// Unrelated reports of one language have some tenth of their words in common, versions of one report most of them.
constexpr double much = 0.5;
constexpr double some = 0.3;
constexpr double its_beginning = 0.8;

using Counts = std::unordered_map<std::string_view, std::size_t>;

bool same(std::string_view a, std::string_view b) {
  return !a.empty() && a == b;
}

/// The front page, which some feeds give as the link of every item.
bool is_front_page(std::string_view url) {
  auto const host = url.find("://");
  if (host == std::string_view::npos) return false;
  auto const path = url.find('/', host + 3);
  return path == std::string_view::npos || path + 1 == url.size();
}

/// An item that repeats another of its document: the same words under the same GUID or link.
bool repeats(Article const& a, Article const& b) {
  return a.fingerprint.words == b.fingerprint.words &&
         (same(a.guid, b.guid) || same(a.url, b.url) || (a.guid.empty() && a.url.empty() && a.id == b.id));
}

/// Says how surely an item is an article: 0 not at all, more is surer.
class Likeness {
 public:
  Likeness(std::span<Article const> items, std::span<Recognised const> result, std::span<Known const> known) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!result[i].repeat) count(items[i].guid, items[i].url, item_guids_, item_urls_);
    }
    for (Known const& k : known) count(k.guid, k.url, known_guids_, known_urls_);
  }

  [[nodiscard]] int operator()(Article const& item, Known const& known) const {
    bool const guid = same(item.guid, known.guid);
    bool const url = same(item.url, known.url);
    // What Rasid itself reports about a feed, in words that repeat, is named exactly.
    if (item.guid.starts_with("rasid:")) return guid ? 100 : 0;
    bool const other_guid = !guid && !item.guid.empty() && !known.guid.empty();
    bool const other_url = !url && !item.url.empty() && !known.url.empty();
    bool const date = item.published && item.published == known.published;
    bool const title = same(item.fingerprint.title, known.fingerprint.title);
    bool const told = !known.fingerprint.words.empty();
    bool const words = told && item.fingerprint.words == known.fingerprint.words;
    double const alike = overlap(item.fingerprint, known.fingerprint);
    bool const close = title || alike >= much;

    if (guid && !other_url) {
      if (words) return url ? 100 : 95;
      if (!told) return 90;
      return !shared_guid(item.guid) ? 80 : (close ? 50 : 0);
    }
    if (guid) {  // the link changed, or a GUID that says nothing
      if (words || !told) return 75;
      bool const enough = close || (!shared_guid(item.guid) && (date || alike >= some));
      return enough ? 60 : 0;
    }
    if (url && !other_guid) {  // without GUIDs the link is the identity
      if (words) return 95;
      if (!told) return 90;
      return !shared_url(item.url) ? 70 : (close ? 45 : 0);
    }
    if (url) {  // the GUID changed, or a link that says nothing
      if (words) return 74;
      bool const enough = close || (!shared_url(item.url) && (date || alike >= some));
      return enough ? 55 : 0;
    }
    if (item.guid.empty() && item.url.empty() && known.guid.empty() && known.url.empty())
      return item.id == known.id ? 65 : 0;
    if (known.partial && title && containment(item.fingerprint, known.fingerprint) >= its_beginning) return 35;
    return moved(item, known, title, words, date, alike);
  }

 private:
  /// GUID and link both changed, as when a site moves: only the same words of the same day are the same article, since
  /// a weather report may well repeat itself.
  [[nodiscard]] static int moved(Article const& item, Known const& known, bool title, bool words, bool date,
                                 double alike) {
    bool const undated = !item.published && !known.published;
    if (!title) return 0;
    if (words && (date || undated)) return 40;
    return date && alike >= much ? 20 : 0;
  }

  static void count(std::string_view guid, std::string_view url, Counts& guids, Counts& urls) {
    if (!guid.empty()) ++guids[guid];
    if (!url.empty()) ++urls[url];
  }
  static bool several(Counts const& counts, std::string_view key) {
    auto const found = counts.find(key);
    return found != counts.end() && found->second > 1;
  }
  [[nodiscard]] bool shared_guid(std::string_view guid) const {
    return several(item_guids_, guid) || several(known_guids_, guid);
  }
  [[nodiscard]] bool shared_url(std::string_view url) const {
    return is_front_page(url) || several(item_urls_, url) || several(known_urls_, url);
  }

  Counts item_guids_, item_urls_, known_guids_, known_urls_;
};

/// Which of the known share something with an item: its id, GUID, link or title.
class Candidates {
 public:
  explicit Candidates(std::span<Known const> known) {
    for (std::size_t i = 0; i < known.size(); ++i) {
      for (std::string_view const key :
           {std::string_view(known[i].id.value), std::string_view(known[i].guid), std::string_view(known[i].url),
            std::string_view(known[i].fingerprint.title)}) {
        if (!key.empty()) of_[key].push_back(i);
      }
    }
  }

  [[nodiscard]] std::vector<std::size_t> of(Article const& item) const {
    std::vector<std::size_t> all;
    for (std::string_view const key : {std::string_view(item.id.value), std::string_view(item.guid),
                                       std::string_view(item.url), std::string_view(item.fingerprint.title)}) {
      if (auto const found = of_.find(key); found != of_.end())
        all.insert(all.end(), found->second.begin(), found->second.end());
    }
    std::ranges::sort(all);
    auto const repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
  }

 private:
  std::unordered_map<std::string_view, std::vector<std::size_t>> of_;
};

void mark_repeats(std::span<Article const> items, std::vector<Recognised>& result) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_words;
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto& earlier = by_words[items[i].fingerprint.words];
    result[i].repeat = std::ranges::any_of(earlier, [&](std::size_t e) { return repeats(items[e], items[i]); });
    // Of a thousand items with the same words under different names the first ones are enough to compare with.
    if (!result[i].repeat && earlier.size() < 16) earlier.push_back(i);
  }
}

}  // namespace

std::vector<Recognised> recognise(std::span<Article const> items, std::span<Known const> known) {
  std::vector<Recognised> result(items.size());
  mark_repeats(items, result);

  struct Pair {
    int likeness;
    std::size_t item, known;
  };
  std::vector<Pair> pairs;
  Likeness const likeness(items, result, known);
  Candidates const candidates(known);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (result[i].repeat) continue;
    for (std::size_t const k : candidates.of(items[i])) {
      if (int const how = likeness(items[i], known[k]); how > 0) pairs.push_back({how, i, k});
    }
  }
  std::ranges::sort(pairs, {}, [](Pair const& pair) { return std::tuple(-pair.likeness, pair.item, pair.known); });
  std::vector<bool> taken(known.size());
  for (auto const& [_, item, article] : pairs) {
    if (result[item].known || taken[article]) continue;
    result[item].known = article;
    taken[article] = true;
  }
  return result;
}

}  // namespace rasid::identity
