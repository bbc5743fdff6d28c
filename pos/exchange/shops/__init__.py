"""The catalogue exports of web shops, each read by what it means."""
