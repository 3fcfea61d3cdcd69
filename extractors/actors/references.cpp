#include "extractors/actors/references.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "extractors/actors/other_office.h"
#include "extractors/actors/reference_words.h"
#include "extractors/actors/script.h"
#include "extractors/names/spelling.h"
#include "extractors/text/fold.h"

namespace rasid::actors {
namespace {

constexpr float confidence_surname = 0.75F;
constexpr float confidence_title = 0.6F;
constexpr float doubt_of_namesakes = 0.7F;
constexpr std::size_t most_references = 512;  // in one article
constexpr std::size_t most_steps = 64;        // persons a title is carried back over
/// Tells tokens after a name from those before one, in one map.
constexpr std::uint32_t numeric_after = 1U << 31U;

bool is_kind_of_person(std::string_view kind) {
  return kind == "state" || kind == "gov" || kind == "mil" || kind == "rel" || kind == "igo";
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Whether a title alone, as it is listed, may stand for a person; English needs "the", which is added.
bool may_stand_alone(entities::Title const& title) {
  if (title.kind == "rel" || letters(title.text) < 4) return false;
  bool const several_words = title.text.find(' ') != std::string::npos;
  if (title.language == "ar") return title.text.starts_with("ال") || several_words;
  if (title.language == "he") return title.text.starts_with("ה") || title.text.find(" ה") != std::string::npos;
  return title.language == "en" || title.language == "fa" || title.language == "ru";
}

std::vector<std::string> words_of(std::string const& folded) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t const space = std::min(folded.find(' ', at), folded.size());
    out.push_back(folded.substr(at, space - at));
    at = space + 1;
  }
  return out;
}

bool is_person(Mention const& mention) {
  return mention.kind == EntityKind::person;
}

}  // namespace

/// Each title as it is listed, and as it stands alone.
References::Titles References::titles_of(entities::Catalogue const& catalogue) {
  Titles out;
  auto const add = [&out](std::string text, Title title) {
    out.texts.push_back(std::move(text));
    out.titles.push_back(title);
  };
  for (entities::Title const& title : catalogue.offices().titles) {
    if (!is_kind_of_person(title.kind)) continue;
    add(title.text, {title.concept_key, title.kind, title.language, false});
    if (may_stand_alone(title))
      add((title.language == "en" ? "the " : "") + title.text, {title.concept_key, title.kind, title.language, true});
  }
  return out;
}

References::References(entities::Catalogue const& catalogue, std::uint64_t seed)
    : catalogue_(catalogue), titles_(titles_of(catalogue)), table_(titles_.texts, seed) {
  OfficeWordings const wordings(catalogue);
  std::unordered_map<std::string, std::string_view> kinds;
  for (entities::Title const& title : catalogue.offices().titles) kinds.try_emplace(title.concept_key, title.kind);
  for (std::size_t i = 0; i < catalogue.all().size(); ++i) {
    entities::Entity const& actor = catalogue.all()[i];
    if (actor.kind != EntityKind::person) continue;
    for (std::size_t role = 0; role < actor.roles.size(); ++role) {
      if (auto office = wordings.office_of(actor.roles[role]))
        offices_[static_cast<EntityIndex>(i)].push_back(
            {office->concept_key, kinds[office->concept_key], static_cast<std::uint16_t>(role)});
    }
    for (entities::Name const& name : actor.names) {
      auto const words = words_of(text::fold(name.text));
      if (words.size() > 1) given_names_.insert(words.front());
    }
  }
}

/// One article's search.
class References::Search {
 public:
  Search(References const& all, text::Document const& document, ArticleFacts const& facts,
         std::span<Surname const> surnames, std::vector<Mention>& found)
      : all_(all), document_(document), facts_(facts), surnames_(surnames), found_(found) {
    for (Mention const& mention : found) {
      if (is_person(mention)) people_.push_back(mention);
      taken_.push_back(mention.range);
    }
    std::ranges::sort(people_, {}, [](Mention const& m) { return m.range; });
    std::ranges::sort(taken_);
  }

  void run() {
    if (people_.empty()) return;
    read_titles();
    find_surnames();
    std::ranges::sort(people_, {}, [](Mention const& m) { return m.range; });
    find_made_surnames();
    std::ranges::sort(people_, {}, [](Mention const& m) { return m.range; });
    find_titles();
  }

 private:
  struct Family {
    Mention const* of = nullptr;
    std::string_view written;
  };

  [[nodiscard]] bool is_taken(ByteRange range) const {
    // Names are short, so one that reaches here begins not far before.
    auto at = std::ranges::upper_bound(taken_, range.end, {}, &ByteRange::begin);
    for (int back = 0; back < 8 && at != taken_.begin(); ++back) {
      if ((--at)->overlaps(range)) return true;
    }
    return false;
  }

  // --- family names -----------------------------------------------------------------------------------------------

  /// The family names of the persons whom the article names in full.
  [[nodiscard]] std::multimap<std::string_view, Family> families() const {
    std::multimap<std::string_view, Family> out;
    std::unordered_set<std::string> known;
    for (Mention const& mention : people_) {
      if (mention.method != Method::name && mention.method != Method::variant) continue;
      std::uint32_t const first = first_token(mention);
      std::uint32_t const end = document_.token_at(mention.range.end);
      if (end < first + 2) continue;
      std::string_view const family = document_.folded(document_.tokens()[end - 1]);
      if (!is_family_name(mention.entity, family, first, end)) continue;
      if (!known.insert(std::string(family) + "/" + all_.catalogue_[mention.entity].key).second) continue;
      out.emplace(family, Family{&mention, document_.slice(document_.tokens()[end - 1].range)});
    }
    return out;
  }

  /// Long enough to be no common word; the last word of a name as it is said, not of "Qaani, Esmail" or "bin Salman".
  [[nodiscard]] bool is_family_name(EntityIndex, std::string_view word, std::uint32_t first, std::uint32_t end) const {
    bool const arabic = script_of(word) == Script::arabic;
    bool const with_article = arabic && word.starts_with("ال");
    if (letters(word) < (arabic && !with_article ? 5U : 4U) || all_.given_names_.contains(std::string(word)))
      return false;
    std::string_view const before = document_.folded(document_.tokens()[end - 2]);
    return end - 2 < first || !is_particle(before);
  }

  void find_surnames() {
    auto const families_here = families();
    if (families_here.empty()) return;
    std::vector<Mention> later;
    std::vector<text::Reading> readings;
    for (std::uint32_t i = 0; i < document_.tokens().size() && later.size() < most_references; ++i) {
      text::Token const& token = document_.tokens()[i];
      if (is_taken(token.range)) continue;
      readings.clear();
      document_.readings(token, readings);
      for (text::Reading const& reading : readings) {
        if (!families_here.contains(reading.folded)) continue;
        ByteRange const range{token.range.begin + reading.skipped, token.range.end - reading.cut};
        if (auto mention = surname(i, range, families_here, reading)) {
          later.push_back(std::move(*mention));
          break;
        }
      }
    }
    add(std::move(later));
  }

  [[nodiscard]] std::optional<Mention> surname(std::uint32_t token, ByteRange range,
                                               std::multimap<std::string_view, Family> const& families_here,
                                               text::Reading const& reading) const {
    if (is_of_another_name(token)) return std::nullopt;
    auto const [begin, end] = families_here.equal_range(reading.folded);
    Mention const* last = nullptr;
    std::size_t bearers = 0;
    for (auto at = begin; at != end; ++at, ++bearers) {
      if (!names::spelling_fits(document_.slice(range), at->second.written)) continue;
      Mention const* const of = last_before(range.begin, at->second.of->entity);
      Mention const* const meant = of == nullptr ? at->second.of : of;
      if (last == nullptr || (meant->range.begin < range.begin && meant->range > last->range)) last = meant;
    }
    // Before the full name, as headlines do, a family name is clear only where one person bears it.
    if (last == nullptr || (last->range.begin > range.begin && bearers > 1)) return std::nullopt;
    Mention out = derived(range, *last, confidence_surname * (bearers > 1 ? doubt_of_namesakes : 1.0F));
    out.peeled = std::string(reading.peeled);
    return out;
  }

  /// Family names in another spelling or script than the article's full name, or where only a role names the person.
  void find_made_surnames() {
    std::map<ByteRange, std::vector<Surname>> spots;
    for (Surname const& each : surnames_) {
      auto& here = spots[each.range];
      if (here.size() < most_steps) here.push_back(each);
    }
    std::vector<Mention> later;
    for (auto const& [range, bearers] : spots) {
      if (is_taken(range) || later.size() >= most_references) continue;
      Mention const* last = nullptr;
      Surname const* meant = nullptr;
      std::size_t named = 0;
      for (Surname const& each : bearers) {
        Mention const* of = last_before(range.begin, each.entity);
        if (of == nullptr) of = first_of(each.entity);
        if (of == nullptr) continue;
        ++named;
        if (last == nullptr || (of->range.begin < range.begin && of->range > last->range)) {
          last = of;
          meant = &each;
        }
      }
      if (last == nullptr || (last->range.begin > range.begin && named > 1) || is_of_another_name(meant->token))
        continue;
      later.push_back(derived(range, *last, confidence_surname * (named > 1 ? doubt_of_namesakes : 1.0F)));
      later.back().peeled = std::string(meant->peeled);
    }
    add(std::move(later));
  }

  [[nodiscard]] Mention const* first_of(EntityIndex entity) const {
    auto const at = std::ranges::find(people_, entity, &Mention::entity);
    return at == people_.end() ? nullptr : &*at;
  }

  [[nodiscard]] Mention const* last_before(std::uint32_t byte, EntityIndex entity) const {
    auto at = std::ranges::lower_bound(people_, byte, {}, [](Mention const& m) { return m.range.begin; });
    for (std::size_t steps = 0; at != people_.begin() && steps < most_steps; ++steps) {
      if ((--at)->entity == entity) return &*at;
    }
    return nullptr;
  }

  /// "Maher al-Assad" is not Bashar, "Sadr City" nobody, "شارع الحبيب" a street.
  [[nodiscard]] bool is_of_another_name(std::uint32_t token) const {
    auto const tokens = document_.tokens();
    text::Token const& own = tokens[token];
    bool const cased = is_cased(own);
    std::uint32_t before = token;
    if (before > 0 && adjoins(before - 1) && is_article(document_.folded(tokens[before - 1]))) --before;
    if (before > 0 && adjoins(before - 1) && makes_another(before - 1, cased)) return true;
    bool const followed = token + 1 < tokens.size() && adjoins(token);
    if (!followed) return false;
    if (cased && is_capital(tokens[token + 1]) && !ends_possessive(own)) return true;
    return !cased && all_.given_names_.contains(std::string(document_.folded(own)));
  }

  [[nodiscard]] bool makes_another(std::uint32_t token, bool cased) const {
    text::Token const& before = document_.tokens()[token];
    std::string_view const word = document_.folded(before);
    std::vector<std::string_view> forms;
    document_.forms(before, forms);
    if (std::ranges::any_of(forms, names_a_thing) || is_particle(word)) return true;
    if (!cased)
      return std::ranges::any_of(forms, [&](std::string_view f) { return all_.given_names_.contains(std::string(f)); });
    return is_capital(before) && !is_end_of_title(token) && !opens_sentences(word);
  }

  [[nodiscard]] bool is_end_of_title(std::uint32_t token) const { return ends_of_titles_.contains(token); }

  // --- titles -----------------------------------------------------------------------------------------------------

  /// A title in the text, and what stands around it.
  struct Found {
    names::Hit hit;
    Title const* title = nullptr;
    bool of_another = false;  // it goes with a name, or a country, that is nobody's whom the article has named
  };

  void read_titles() {
    std::vector<names::Hit> hits;
    all_.table_.find(document_, hits);
    std::ranges::stable_sort(hits, {}, [](names::Hit const& hit) {
      return std::tuple(hit.first_token, std::numeric_limits<std::uint32_t>::max() - hit.last_token);
    });
    for (names::Hit const& hit : hits) {
      Title const& title = all_.titles_.titles[hit.phrase];
      ends_of_titles_.insert(hit.last_token);
      titles_.push_back({hit, &title, false});
    }
  }

  /// Which persons the article gives which titles, and which titles it gives to others.
  void settle_titles() {
    std::multimap<std::uint32_t, EntityIndex> beside;  // by the token before or after a person's name
    for (Mention const& person : people_) {
      std::uint32_t const first = first_token(person);
      std::uint32_t const end = document_.token_at(person.range.end);
      auto const tokens = document_.tokens();
      auto const together = [&](std::uint32_t a, std::uint32_t b) { return tokens[a].sentence == tokens[b].sentence; };
      if (first > 0 && together(first - 1, first)) beside.emplace(first - 1, person.entity);
      if (end < tokens.size() && together(first, end)) beside.emplace(end + numeric_after, person.entity);
    }
    for (Found& each : titles_) {
      bool to_somebody = false;
      auto const give = [&](auto range) {
        for (auto at = range.first; at != range.second; ++at) {
          given_.insert({at->second, each.title->kind == "mil" ? std::string_view("mil") : each.title->concept_key});
          to_somebody = true;
        }
      };
      give(beside.equal_range(each.hit.last_token));
      give(beside.equal_range(each.hit.first_token + numeric_after));
      each.of_another = !to_somebody && !is_taken(each.hit.range) && !is_bare(each.hit, *each.title);
    }
  }

  void find_titles() {
    std::vector<Mention> later;
    std::uint32_t reached = 0;
    settle_titles();
    for (std::size_t i = 0; i < titles_.size() && later.size() < most_references; ++i) {
      auto const& [hit, title, of_another] = titles_[i];
      if (!title->stands_alone || of_another || hit.range.begin < reached || is_taken(hit.range) ||
          !is_bare(hit, *title))
        continue;
      Mention const* const meant = holder_before(i);
      if (meant == nullptr) continue;
      Mention out = derived(hit.range, *meant, confidence_title);
      out.peeled = std::string(hit.peeled);
      later.push_back(std::move(out));
      reached = hit.range.end;
    }
    add(std::move(later));
  }

  /// Nothing beside it says whose title it is.
  [[nodiscard]] bool is_bare(names::Hit const& hit, Title const& title) const {
    auto const tokens = document_.tokens();
    if (is_another_office(document_, hit.first_token, hit.last_token)) return false;
    if (hit.first_token > 0 && adjoins(hit.first_token - 1)) {
      text::Token const& before = tokens[hit.first_token - 1];
      if (title.language != "en" && is_cased(before) && is_capital(before) && !begins_sentence(hit.first_token - 1))
        return false;
      if (title.language == "ru" && is_adjective_before(document_.folded(before))) return false;
    }
    std::uint32_t const next = hit.last_token + 1;
    if (next >= tokens.size() || !adjoins(hit.last_token)) return true;
    if (title.language == "en")
      return !is_capital(tokens[next]) && document_.folded(tokens[next]) != "of" &&
             goes_on_after(document_.folded(tokens[next]), "en");
    std::vector<std::string_view> forms;
    document_.forms(tokens[next], forms);
    return std::ranges::any_of(forms, [&](std::string_view form) { return goes_on_after(form, title.language); });
  }

  /// The last person before a title whom it fits, unless somebody stands between who could be meant.
  [[nodiscard]] Mention const* holder_before(std::size_t which) const {
    auto const& [hit, title, of_another] = titles_[which];
    std::size_t checked = which;  // titles from here on give nobody else's
    auto at = std::ranges::lower_bound(people_, hit.range.begin, {}, [](Mention const& m) { return m.range.begin; });
    for (std::size_t steps = 0; at != people_.begin() && steps < most_steps; ++steps) {
      --at;
      for (; checked > 0 && titles_[checked - 1].hit.range.begin >= at->range.end; --checked) {
        Found const& between = titles_[checked - 1];
        if (between.of_another && same_office(*between.title, *title)) return nullptr;
      }
      if (fits(*at, *title)) return &*at;
      if (!all_.offices_.contains(at->entity)) return nullptr;  // it could be the one who is meant
    }
    return nullptr;
  }

  static bool same_office(Title const& a, Title const& b) {
    return a.concept_key == b.concept_key || (a.kind == "mil" && b.kind == "mil");
  }

  /// He holds the office on the article's date, or the article puts the title beside his name.
  [[nodiscard]] bool fits(Mention const& person, Title const& title) const {
    if (auto const offices = all_.offices_.find(person.entity); offices != all_.offices_.end()) {
      for (Office const& office : offices->second) {
        bool const same = office.concept_key == title.concept_key || (office.kind == "mil" && title.kind == "mil");
        if (same && all_.catalogue_[person.entity].roles[office.role].held_at(facts_.time)) return true;
      }
    }
    return given_.contains({person.entity, title.kind == "mil" ? std::string_view("mil") : title.concept_key});
  }

  /// A mention may begin inside its first token, behind what was peeled.
  [[nodiscard]] std::uint32_t first_token(Mention const& mention) const {
    std::uint32_t const token = document_.token_at(mention.range.begin);
    bool const inside = token > 0 && document_.tokens()[token - 1].range.end > mention.range.begin;
    return inside ? token - 1 : token;
  }

  // --- words ------------------------------------------------------------------------------------------------------

  /// Only blanks and hyphens between this token and the next, in one sentence.
  [[nodiscard]] bool adjoins(std::uint32_t token) const {
    auto const tokens = document_.tokens();
    if (tokens[token].sentence != tokens[token + 1].sentence) return false;
    std::string_view const gap = document_.slice({tokens[token].range.end, tokens[token + 1].range.begin});
    return gap.find_first_not_of(" -") == std::string_view::npos || gap == "\u00A0" || gap == "\u05BE";
  }

  [[nodiscard]] bool begins_sentence(std::uint32_t token) const {
    return token == 0 || document_.tokens()[token - 1].sentence != document_.tokens()[token].sentence;
  }

  [[nodiscard]] bool is_cased(text::Token const& token) const {
    Script const script = script_of(document_.slice(token.range));
    return script == Script::latin || script == Script::cyrillic;
  }

  [[nodiscard]] bool is_capital(text::Token const& token) const {
    return begins_with_capital(document_.slice(token.range));
  }

  [[nodiscard]] bool ends_possessive(text::Token const& token) const {
    return document_.slice(token.range).ends_with("'s") || document_.slice(token.range).ends_with("’s");
  }

  Mention derived(ByteRange range, Mention const& of, float confidence) const {
    return {.range = range,
            .entity = of.entity,
            .kind = of.kind,
            .method = Method::derived,
            .confidence = std::min(confidence, of.confidence),
            .matched = std::string(document_.slice(of.range)),
            .refers_to = of.range};
  }

  void add(std::vector<Mention> more) {
    for (Mention& each : more) {
      people_.push_back(each);
      taken_.push_back(each.range);
      found_.push_back(std::move(each));
    }
    std::ranges::sort(taken_);
  }

  References const& all_;
  text::Document const& document_;
  ArticleFacts const& facts_;
  std::span<Surname const> surnames_;
  std::vector<Mention>& found_;
  std::vector<Mention> people_;  // ascending
  std::vector<ByteRange> taken_;
  std::vector<Found> titles_;  // ascending
  std::unordered_set<std::uint32_t> ends_of_titles_;
  std::set<std::pair<EntityIndex, std::string_view>> given_;  // titles that the article puts beside a person's name
};

void References::find(text::Document const& document, ArticleFacts const& facts, std::span<Surname const> surnames,
                      std::vector<Mention>& found) const {
  Search(*this, document, facts, surnames, found).run();
}

}  // namespace rasid::actors
