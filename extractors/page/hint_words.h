#pragma once

#include <algorithm>
#include <array>
#include <string_view>

// Words that publishers use in their markup, in English and their own languages: tables, and nothing else.
namespace rasid::page {

template <std::size_t N>
constexpr std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
  std::ranges::sort(words);
  return words;
}

/// Whole words of a class or id that name furniture.
inline constexpr auto furniture_words = sorted(std::to_array<std::string_view>({"abo",
                                                                                "abonnement",
                                                                                "ad",
                                                                                "addthis",
                                                                                "addtoany",
                                                                                "ads",
                                                                                "adsbygoogle",
                                                                                "adv",
                                                                                "advert",
                                                                                "advertisement",
                                                                                "advertising",
                                                                                "affiliate",
                                                                                "anzeige",
                                                                                "anzeigen",
                                                                                "banner",
                                                                                "banners",
                                                                                "bookmark",
                                                                                "bookmarks",
                                                                                "breadcrumb",
                                                                                "breadcrumbs",
                                                                                "breadcrumbtrail",
                                                                                "byline",
                                                                                "carousel",
                                                                                "compartir",
                                                                                "consent",
                                                                                "cookie",
                                                                                "cookies",
                                                                                "copyright",
                                                                                "crumbs",
                                                                                "disclaimer",
                                                                                "donate",
                                                                                "donation",
                                                                                "etiquetas",
                                                                                "facebook",
                                                                                "feedback",
                                                                                "follow",
                                                                                "footer",
                                                                                "gallery",
                                                                                "gdpr",
                                                                                "infobox",
                                                                                "kicker",
                                                                                "login",
                                                                                "mashsb",
                                                                                "masthead",
                                                                                "meistgelesen",
                                                                                "menu",
                                                                                "menubar",
                                                                                "metadata",
                                                                                "modal",
                                                                                "more",
                                                                                "mostread",
                                                                                "nav",
                                                                                "navbar",
                                                                                "navi",
                                                                                "navigation",
                                                                                "newsletter",
                                                                                "outbrain",
                                                                                "overlay",
                                                                                "pager",
                                                                                "pagination",
                                                                                "paging",
                                                                                "partager",
                                                                                "pinterest",
                                                                                "poll",
                                                                                "polls",
                                                                                "popular",
                                                                                "popup",
                                                                                "postmeta",
                                                                                "printbutton",
                                                                                "promo",
                                                                                "promos",
                                                                                "promotion",
                                                                                "quiz",
                                                                                "rating",
                                                                                "ratings",
                                                                                "readmore",
                                                                                "recommend",
                                                                                "recommendation",
                                                                                "recommendations",
                                                                                "recommended",
                                                                                "registration",
                                                                                "reklama",
                                                                                "related",
                                                                                "relatedposts",
                                                                                "relacionadas",
                                                                                "relacionados",
                                                                                "rss",
                                                                                "search",
                                                                                "share",
                                                                                "sharebar",
                                                                                "sharedaddy",
                                                                                "sharethis",
                                                                                "sharing",
                                                                                "shariff",
                                                                                "shopping",
                                                                                "shoutbox",
                                                                                "sidebar",
                                                                                "signup",
                                                                                "sitemap",
                                                                                "skip",
                                                                                "skyscraper",
                                                                                "social",
                                                                                "socialmedia",
                                                                                "socials",
                                                                                "sponsor",
                                                                                "sponsored",
                                                                                "sponsors",
                                                                                "subscribe",
                                                                                "subscription",
                                                                                "taboola",
                                                                                "tagcloud",
                                                                                "taglist",
                                                                                "tags",
                                                                                "teaser",
                                                                                "teasers",
                                                                                "teilen",
                                                                                "thumbnails",
                                                                                "ticker",
                                                                                "toolbar",
                                                                                "trending",
                                                                                "twitter",
                                                                                "verwandte",
                                                                                "vote",
                                                                                "voting",
                                                                                "weiterlesen",
                                                                                "werbung",
                                                                                "whatsapp",
                                                                                "widget",
                                                                                "widgets"}));

/// Parts of a class or id, everything but letters taken out, that name the article's text.
inline constexpr auto body_stems = std::to_array<std::string_view>(
    {"articlebody",  "articlecontent", "articletext", "bodytext",     "contentbody", "entrycontent", "entrybody",
     "entrytext",    "fulltext",       "newsbody",    "newscontent",  "newstext",    "postbody",     "postcontent",
     "posttext",     "singlecontent",  "storybody",   "storycontent", "storytext",   "textbody",     "storybodytext",
     "articlestory", "articlemain",    "haberdetay",  "detailtext",   "newsdetail"});

/// The same for furniture.
inline constexpr auto furniture_stems = std::to_array<std::string_view>(
    {"aboutauthor", "articlefooter", "articlemeta",    "articletags",    "authorbio",   "authorbox",   "authorinfo",
     "boxauthor",   "breadcrumb",    "cookiebar",      "cookienotice",   "entryfooter", "entrymeta",   "mostpopular",
     "mostread",    "newsletter",    "postauthor",     "postfooter",     "postmeta",    "posttags",    "readalso",
     "readmore",    "recommend",     "relatedarticle", "relatedcontent", "relatedlink", "relatednews", "relatedpost",
     "relatedstor", "sharebutton",   "sharetools",     "sharebar",       "sidebar",     "sociallink",  "socialshare",
     "signup",      "subscri",       "taboola",        "outbrain",       "seealso",     "readnext",    "nextarticle",
     "morefrom",    "alsolike",      "mehrzum",        "weitereartikel", "morenews"});

/// Whole words that name readers' comments.
inline constexpr auto comment_words = sorted(std::to_array<std::string_view>(
    {"comment", "commentary", "commentlist", "comments", "commentsection", "commentaires", "comentarios", "commenti",
     "disqus", "discussion", "kommentar", "kommentare", "kommentarer", "kommentarii", "replies", "respond"}));

/// Whole words that name captions.
inline constexpr auto caption_words = sorted(std::to_array<std::string_view>(
    {"bildunterschrift", "caption", "captions", "credit", "credits", "figcaption", "imagecaption", "legende",
     "photocredit", "bildtext", "mediacaption", "quelle", "bildquelle", "imgcaption"}));

/// ARIA roles of furniture.
inline constexpr auto furniture_roles = sorted(
    std::to_array<std::string_view>({"alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu",
                                     "menubar", "navigation", "search", "tablist", "toolbar", "tooltip", "button"}));

/// Whole words that name the author.
inline constexpr auto author_words = sorted(std::to_array<std::string_view>(
    {"author", "authors", "byline", "writer", "reporter", "journalist", "creator", "autor", "redactor"}));

}  // namespace rasid::page
