#include "daemon/feeds/article_of.h"

#include <openssl/evp.h>

#include <array>

#include "daemon/identity/fingerprint.h"
#include "daemon/identity/name_keys.h"
#include "extractors/model/utf8.h"
#include "extractors/page/page.h"

namespace rasid::feeds {
namespace {

/// 32 hex digits: the first 128 bits of SHA-256.
std::string digest(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned length = 0;
  if (EVP_Digest(text.data(), text.size(), hash.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    out += digits[hash[i] >> 4U];
    out += digits[hash[i] & 15U];
  }
  return out;
}

/// What tells an entry from the others of its feed, with a letter for the kind so that a link equal to another's GUID
/// is no match. An entry with none of the usual parts is told by its body.
std::string name_of(Entry const& entry, std::string const& url) {
  if (!entry.id.empty()) return "g" + entry.id;
  if (!url.empty()) return "l" + url;
  if (!entry.title.empty()) {
    auto const time = entry.published ? entry.published : entry.updated;
    return "t" + entry.title + '\0' + (time ? to_rfc3339(*time) : std::string{});
  }
  return "b" + entry.summary + '\0' + entry.content;
}

/// Clocks differ by minutes; what lies further ahead is a mistake, an embargo or a wish to stay on top of the list.
constexpr Duration clock_skew = std::chrono::minutes{10};

void clamp(std::optional<Timestamp>& time, char const* what, Article& article) {
  if (!time || *time <= article.fetched + clock_skew) return;
  if (!article.note.empty()) article.note += "; ";
  article.note += std::string(what) + " " + to_rfc3339(*time) + ", which lies in the future: taken as " +
                  to_rfc3339(article.fetched) + ", when it was fetched";
  time = article.fetched;
}

}  // namespace

Article article_of(FeedId const& feed_id, Feed const& feed, Entry const& entry, Timestamp fetched,
                   TrackingParameters const& tracking) {
  Article out;
  out.url = make_valid_utf8(canonical_url(entry.link, tracking));
  out.id = {digest(feed_id.value + '\0' + name_of(entry, out.url))};
  out.feed = feed_id;
  out.guid = make_valid_utf8(entry.id);
  out.title = make_valid_utf8(entry.title);
  for (auto const& name : entry.authors) out.author += (out.author.empty() ? "" : ", ") + make_valid_utf8(name);
  out.language = entry.language.empty() ? feed.language : entry.language;
  out.body = page::html_to_text(entry.content.empty() ? entry.summary : entry.content);
  out.tags = entry.categories;
  out.published = entry.published;
  out.updated = entry.updated;
  out.fetched = fetched;
  out.partial = entry.cut;
  clamp(out.published, "published", out);
  clamp(out.updated, "updated", out);
  out.fingerprint = identity::fingerprint_of(out.title, out.body);
  out.fingerprint.names = identity::name_keys(out);
  return out;
}

}  // namespace rasid::feeds
